using System;
using RaxBackup.Client.Http;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(0, 1.0, 1)]
    [InlineData(0, 0.0, 0.5)]
    [InlineData(3, 1.0, 8)]
    [InlineData(4, 0.5, 12)]
    [InlineData(5, 1.0, 30)]
    [InlineData(60, 1.0, 30)]
    public void Backoff_doubles_up_to_its_cap_between_half_and_all_of_it(int retry, double random, double seconds) =>
        Assert.Equal(seconds, new RetryPolicy().Backoff(retry, random).TotalSeconds);
}
