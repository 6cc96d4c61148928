using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class TextTests
{
    public static TheoryData<string> Ids => [.. typeof(Text).GetFields(BindingFlags.Public | BindingFlags.Static).Select(id => id.Name)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_words_that_take_its_arguments(string id)
    {
        var failure = Failure.Of(FailureKind.InvalidRequest, id, "First", "second", "third", "fourth", "fifth");
        Assert.Equal(id, failure.ErrorId);
        Assert.DoesNotContain("{", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Message);
    }
}
