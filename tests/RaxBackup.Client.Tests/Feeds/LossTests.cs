using System;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>
/// Whatever a feed does and whenever a reader dies, no event is lost but in a gap that is told, and at most one page comes twice for
/// each kill; an orderly stop repeats nothing.
/// </summary>
public sealed class LossTests
{
    [Property(MaxTest = 150, Replay = Chance.Seed)]
    public Property Nothing_is_lost_and_little_comes_twice() => Prop.ForAll(
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         from pageSize in Gen.Elements(1, 2, 3, 7, 20)
         from forgets in Gen.Elements(false, true)
         select (seed, pageSize, forgets)).ToArbitrary(),
        given => CheckAsync(given.seed, given.pageSize, given.forgets).GetAwaiter().GetResult());

    private static async Task CheckAsync(int seed, int pageSize, bool forgets)
    {
        using var campaign = new LossCampaign(seed, pageSize, forgets);
        await campaign.RunAsync();
        Assert.Empty(campaign.Unexplained);
        Assert.InRange(campaign.Repeated, 0, campaign.Kills * pageSize);
        if (campaign.Lost.Count > 0) Assert.NotEmpty(campaign.Gaps);
    }
}
