using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RaxBackup.Benchmarks;

/// <summary>A Kestrel in a process of its own that answers everything with one file's bytes: what no service in it can be faster than.</summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    public const string Verb = "bare-kestrel";

    private readonly Process process;

    private BareKestrel(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => process.Id;

    public static async Task<BareKestrel> StartAsync(string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb, file]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return new(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>The other process.</summary>
    public static async Task<int> RunAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var web = builder.Build();
        web.Run(async http =>
        {
            http.Response.ContentType = "application/atom+xml";
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        });
        await web.StartAsync();
        Console.WriteLine(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
