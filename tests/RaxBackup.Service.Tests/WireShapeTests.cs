using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Xml.Linq;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Every answer has the fields of the reference's own samples, and each of the same JSON kind.</summary>
public sealed class WireShapeTests : IAsyncLifetime
{
    private readonly RunningService _service = new();
    private readonly Dictionary<string, string> _paths = [];

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _service.Engine.Backup = _service.Engine.Backup with { Errors = [new JobError("/data/secret", 13, "Permission denied")] };
        var configuration = await _service.CreateConfigurationAsync();
        var backup = await _service.RunBackupAsync(configuration);
        var restore = await _service.CreateRestoreAsync(backup);
        await _service.SendAsync("PUT", "v1.0/restore/files", Bodies.Item(restore, "/data/one.txt"));
        await _service.SendAsync("POST", "v1.0/restore/action-requested", $$"""{"Action":"StartManual","Id":{{restore}}}""");
        await _service.DoneAsync(JobKey.Restore(restore));

        var agent = _service.Host.AgentId;
        var server = (await _service.GetAsync($"v1.0/agent/{agent}")).Json.Text("HostServerId");
        foreach (var (name, id) in new (string, object)[]
        {
            ("GetAgent", agent), ("GetAgentByHostServer", server!), ("GetConfiguration", configuration), ("ListAgentConfigurations", agent),
            ("GetBackup", backup), ("ListCompletedBackups", configuration), ("GetBackupReport", backup), ("GetRestore", restore),
            ("ListRestoreItems", restore), ("GetRestoreReport", restore), ("ListAgentActivity", agent),
            ("ListAgents", ""), ("ListConfigurations", ""), ("ListRestorePoints", ""), ("ListActivity", ""),
        })
        {
            var path = Operations.All.Single(o => o.Name == name).Path;
            _paths[name] = path[1..].Replace("{id}", id.ToString(), StringComparison.Ordinal)
                .Replace("{hostServerId}", id.ToString(), StringComparison.Ordinal);
        }
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Every_read_answers_in_the_samples_shape()
    {
        var missing = new List<string>();
        foreach (var (name, path) in _paths)
        {
            var answer = await _service.GetAsync(path);
            Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            WireShape.Compare(name, JsonDocument.Parse(WireFiles.Read(name, "response")).RootElement, answer.Json, missing);
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_creation_answers_in_the_samples_shape()
    {
        var missing = new List<string>();
        var configuration = await _service.SendAsync("POST", "v1.0/backup-configuration", Bodies.Configuration(_service.Host.AgentId, "shape"));
        WireShape.Compare("CreateConfiguration",
            JsonDocument.Parse(WireFiles.Read("CreateConfiguration", "response")).RootElement, configuration.Json, missing);
        var backup = _service.Host.State.Backups.ListRestorable(_service.Scope).Single().BackupId;
        var restore = await _service.SendAsync("PUT", "v1.0/restore", Bodies.Restore(backup, _service.Host.AgentId));
        WireShape.Compare("CreateRestore", JsonDocument.Parse(WireFiles.Read("CreateRestore", "response")).RootElement, restore.Json, missing);
        var id = configuration.Json.Number("BackupConfigurationId");
        var started = await _service.SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":"{{id}}"}""");
        Assert.Matches("^[0-9]+$", started.Text);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_operation_of_the_samples_that_is_served_has_their_method_and_path()
    {
        var served = Operations.All.Where(o => o.Path.StartsWith("/v1.0", StringComparison.Ordinal)).ToList();
        Assert.Equal(33, served.Count);
        foreach (var operation in served)
        {
            var (method, path) = WireFiles.Route(operation.Name);
            Assert.Equal((operation.Method, Blank(operation.Path)), (method, Blank(path.Replace("/{tenant_id}", "", StringComparison.Ordinal))));
        }

        static string Blank(string path) => string.Join('/', path.Split('/').Select(p => p.StartsWith('{') ? "*" : p));
    }

    [Theory]
    [InlineData("bandwidthIn")]
    [InlineData("storage")]
    [InlineData("license")]
    [InlineData("bandwidthOut")]
    public async Task Every_entry_has_the_samples_elements_and_attributes(string product)
    {
        var sample = XDocument.Parse(WireFiles.Feed("backup", product + "-v1", "xml").Trim()).Root!;
        var page = XDocument.Parse((await _service.GetAsync($"backup/events/{_service.Host.TenantId}")).Text).Root!;
        var entry = page.Elements(sample.Name)
            .Single(e => e.Descendants().Any(d => d.Name.NamespaceName.EndsWith("/" + product, StringComparison.Ordinal)));
        Assert.Equal(Names(sample), Names(entry));
        Assert.Equal(Terms(sample), Terms(entry));

        static List<string> Names(XElement root) => [.. root.DescendantsAndSelf()
            .SelectMany(
                e => e.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => $"{e.Name}@{a.Name}").Append(e.Name.ToString())).Order()];
        static List<string> Terms(XElement root) => [.. root.Elements(root.Name.Namespace + "category")
            .Select(c => c.Attribute("term")!.Value)
                .Select(t => t.StartsWith("type:", StringComparison.Ordinal) || !t.Contains(':', StringComparison.Ordinal) ? t : t.Split(':')[0])];
    }
}
