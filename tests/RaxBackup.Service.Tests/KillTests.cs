using System.IO;
using System.Threading.Tasks;
using RaxBackup.Kills;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The service killed at random moments; `./build.sh bench kills` does it a hundred times.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_under_load_it_loses_nothing_acknowledged_and_shows_nothing_half_as_whole()
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-kills-").FullName;
        try
        {
            var result = await new Campaign(typeof(ServiceHost).Assembly.Location, folder, seed: 1).RunAsync(6);
            Assert.True(result.IsGood, result.ToString());
            Assert.True(result.Acknowledged > 6, result.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
