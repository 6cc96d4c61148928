using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>Every operation is covered on both sides of the wire, and docs/wire.md says so.</summary>
public class WireTests
{
    /// <summary>Of all changes only these show no body of a request in the documents.</summary>
    private static readonly string[] WithoutRequest = ["WakeAgents", "DeleteConfiguration", "RemoveRestoreItem"];

    public static TheoryData<string> Operations => new(WireTable.Operations.Select(row => row.Operation));

    public static TheoryData<string> All => new(WireTable.Operations.Concat(WireTable.Feeds).Select(row => row.Operation));

    [Fact]
    public void There_are_33_operations_and_8_of_feeds() => Assert.Equal((33, 8), (WireTable.Operations.Count, WireTable.Feeds.Count));

    [Theory, MemberData(nameof(All))]
    public void A_command_calls_it(string operation) => Assert.True(Named(operation).Commands.Count > 0, $"No command calls {operation}.");

    [Theory, MemberData(nameof(All))]
    public void The_service_answers_where_the_documents_say(string operation)
    {
        var row = Named(operation);
        Assert.True(row.Served != null, $"The service has no route for {operation}.");
        Assert.Equal((operation, WireTable.Shape(row.Route)), (operation, WireTable.Shape(row.Served)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_read_has_a_golden_response_and_a_change_a_golden_request(string operation)
    {
        var row = Named(operation);
        if (row.Route.StartsWith("GET", StringComparison.Ordinal))
            Assert.True(row.Responses.Count > 0, $"{operation} has no golden response.");
        else
            Assert.True(row.Requests.Count > 0 != WithoutRequest.Contains(operation), $"{operation}: {row.Requests.Count} golden requests.");
    }

    [Theory, MemberData(nameof(Operations))]
    public void Every_documented_status_code_is_tried(string operation)
    {
        var row = Named(operation);
        Assert.True(row.Documented.Count > 0, $"tests/wire/status-codes.txt has no line for {operation}.");
        Assert.True(row.Documented.SequenceEqual(row.Tried), $"{operation}: untried are {string.Join(' ', row.Documented.Except(row.Tried))}.");
    }

    /// <summary>With RAXBACKUP_WRITE_WIRE=1 in the environment the page is written first.</summary>
    [Fact]
    public void The_page_is_up_to_date()
    {
        var (page, wanted) = (WirePage.Read(), Generate());
        if (Environment.GetEnvironmentVariable("RAXBACKUP_WRITE_WIRE") == "1")
            WirePage.Write(page = wanted);
        Assert.True(page == wanted, $"docs/wire.md is out of date; run the tests with RAXBACKUP_WRITE_WIRE=1. {Differences(page, wanted)}");
    }

    private static string Generate() =>
        WirePage.With(WirePage.With(WirePage.Read(), "operations", WireTable.Operations), "feeds", WireTable.Feeds);

    private static string Differences(string page, string wanted) =>
        "Missing lines:\n" + string.Join('\n', wanted.Split('\n').Except(page.Split('\n')).Take(5));

    private static WireRow Named(string operation) => WireTable.Operations.Concat(WireTable.Feeds).Single(row => row.Operation == operation);
}
