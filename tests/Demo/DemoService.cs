using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Demo;

/// <summary>The local service of the built module, and a connection to it; both end with this.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private readonly ServiceProcess process;

    private DemoService(ServiceProcess process, Connection connection) => (this.process, Connection) = (process, connection);

    public Connection Connection { get; }

    public static async Task<DemoService> StartAsync(Call call)
    {
        Say.Step("Start the local service and connect");
        var (process, ready) = await ServiceProcess.StartAsync(new ServiceStart(ServiceFile()), call);
        try
        {
            var connection = await Connection.OpenAsync(new ConnectOptions
            {
                IdentityUri = ready.IdentityUri!,
                UserName = ready.UserName!,
                Secret = new NetworkCredential("", ready.ApiKey).SecurePassword,
            }, call);
            var session = connection.Session;
            Say.Facts(("Address", ready.Address), ("User", session.UserName), ("Tenant", session.TenantId), ("Region", session.Region), ("Regions", string.Join(' ', session.Regions)));
            return new DemoService(process, connection);
        }
        catch
        {
            await process.StopAsync();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await process.StopAsync();
        process.Dispose();
    }

    /// <summary>Where the build has staged it: in the checkout that this program was built in.</summary>
    private static string ServiceFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "out", "RaxBackup", "service", "RaxBackup.Service.dll");
            if (File.Exists(file))
                return file;
        }
        throw new FileNotFoundException("There is no built module: run ./build.sh build first.");
    }
}
