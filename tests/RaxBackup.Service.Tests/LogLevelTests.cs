using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Agents;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>agent/logging: as a form and as JSON, and what comes of it.</summary>
public sealed class LogLevelTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("MachineAgentId={0}&LoggingLevelId=6", 6)]
    [InlineData("loggingLevelID=1&machineAgentID={0}", 1)]
    [InlineData("{{\"MachineAgentId\":{0},\"LoggingLevelId\":2}}", 2)]
    [InlineData("{{\"MachineAgentId\":\"{0}\",\"LoggingLevelId\":\"5\"}}", 5)]
    public async Task A_level_is_taken_as_a_form_and_as_JSON_and_kept(string body, int level)
    {
        var answer = await service.SendAsync("PUT", "v1.0/agent/logging", string.Format(body, service.Host.AgentId));
        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Equal(level, service.Host.State.Agents.Get(service.Scope, service.Host.AgentId).LoggingLevelId);
    }

    [Theory]
    [InlineData("", 400, "body")]
    [InlineData("MachineAgentId={0}", 400, "LoggingLevelId")]
    [InlineData("MachineAgentId={0}&LoggingLevelId=0", 400, "LoggingLevelId")]
    [InlineData("MachineAgentId={0}&LoggingLevelId=7", 400, "LoggingLevelId")]
    [InlineData("MachineAgentId={0}&LoggingLevelId=loud", 400, "LoggingLevelId")]
    [InlineData("LoggingLevelId=3", 400, "MachineAgentId")]
    [InlineData("%%%", 400, "LoggingLevelId")]
    public async Task What_is_wrong_is_refused_by_the_name_of_its_field(string body, int status, string field)
    {
        var answer = await service.SendAsync("PUT", "v1.0/agent/logging", string.Format(body, service.Host.AgentId));
        Assert.Equal((status, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
    }

    [Fact]
    public async Task An_unknown_agent_is_not_found() =>
        Assert.Equal(404, (await service.SendAsync("PUT", "v1.0/agent/logging", "MachineAgentId=999999&LoggingLevelId=3")).Status);

    [Theory]
    [InlineData(1, LogLevel.Critical)]
    [InlineData(2, LogLevel.Error)]
    [InlineData(3, LogLevel.Warning)]
    [InlineData(4, LogLevel.Information)]
    [InlineData(5, LogLevel.Debug)]
    [InlineData(6, LogLevel.Trace)]
    public void An_agent_writes_what_is_at_least_as_grave_as_its_level(int level, LogLevel least)
    {
        var heard = new Listener();
        var log = new AgentLog(heard, 3) { LoggingLevelId = level };
        for (var each = LogLevel.Trace; each < LogLevel.None; each++)
        {
            Assert.Equal(each >= least, log.IsEnabled(each));
            log.Log(each, "said");
        }

        Assert.Equal(LogLevel.None - least, heard.Levels.Count);
    }

    [Fact]
    public async Task The_level_is_there_again_after_a_restart()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        try
        {
            await using (var first = await RunningService.StartAsync(folder))
            {
                await first.SendAsync("PUT", "v1.0/agent/logging", $"MachineAgentId={first.Host.AgentId}&LoggingLevelId=5");
            }

            await using var second = await RunningService.StartAsync(folder);
            Assert.Equal(5, second.Host.State.Agents.Get(second.Scope, second.Host.AgentId).LoggingLevelId);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Listener : ILogger
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel);
    }
}
