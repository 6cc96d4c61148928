using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Faults;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;

namespace RaxBackup.Service;

/// <summary>A running service: state, this machine's agent, and the web server before them.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    public const string UserName = "local";

    private readonly StateFolder _folder;
    private readonly WebApplication _web;
    private readonly LocalAgent _agent;
    private readonly IBackupEngine _engine;

    private ServiceHost(StateFolder folder, ServiceState state, IBackupEngine engine, string apiKey, int port, Func<AgentKey> newKey)
    {
        (_folder, State, _engine, ApiKey) = (folder, state, engine, apiKey);
        _web = BuildWeb(port, state.Clock);
        var log = _web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RaxBackup.Service");
        TenantId = state.Meta.TenantId;
        state.Users.Add(new User(UserName, TenantId, state.Meta.NastId, Role.Admin) { ApiKey = apiKey });
        _agent = StartAgent(newKey, log);
        Agents.Add(_agent);
        AddPipeline(log);
    }

    public ServiceState State { get; }

    public AgentDirectory Agents { get; } = new();

    public FaultTable Faults { get; } = new();

    public string ApiKey { get; }

    public string TenantId { get; }

    public long AgentId => _agent.MachineAgentId;

    public string? StateFolder => _folder.IsKept ? _folder.Path : null;

    /// <summary>Root of the service, with the port that it got.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a service; <see cref="StartFailure"/> says why it cannot.</summary>
    public static async Task<ServiceHost> StartAsync(
        ServiceOptions options, ServiceClock clock, Func<string, IBackupEngine> engine, Func<AgentKey>? newKey = null)
    {
        var folder = RaxBackup.Service.State.StateFolder.Open(options.StateFolder);
        ServiceState? state = null;
        try
        {
            state = new ServiceState(folder, clock);
            state.Jobs.FailUnfinished();
            var apiKey = ApiKeyFile.ReadOrCreate(folder.ApiKeyFile);
            var host = new ServiceHost(folder, state, engine(folder.Vault), apiKey, options.Port, newKey ?? AgentKey.Create);
            try
            {
                await host.ListenAsync(options.Port);
                return host;
            }
            catch
            {
                await host._agent.DisposeAsync();
                await host._web.DisposeAsync();
                throw;
            }
        }
        catch
        {
            state?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    private static WebApplication BuildWeb(int port, ServiceClock clock)
    {
        // The empty builder reads no configuration and registers nothing: a cold start is most of what a short session waits for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MostBytesRead;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging.AddProvider(new StderrLoggerProvider(clock)).SetMinimumLevel(LogLevel.Warning);
        return builder.Build();
    }

    private LocalAgent StartAgent(Func<AgentKey> newKey, ILogger log)
    {
        var machine = ThisMachine.Describe(TenantId, Regions.Default, State.Meta.HostServerId);
        var id = State.Agents.Register(machine, newKey);
        return new LocalAgent(State.Agents.Get(new Scope(TenantId, Regions.Default), id), State, _engine, _folder.Vault, log);
    }

    private void AddPipeline(ILogger log)
    {
        _web.Use(next => http => HostCheck.InvokeAsync(http, next));
        _web.Use(next => http => AddressRewriting.InvokeAsync(http, next));
        _web.UseRouting();
        var (faults, errors, gate) = (new FaultInjection(Faults, State.Clock), new ErrorBoundary(log), new Gate(State, ApiKey));
        _web.Use(next => http => faults.InvokeAsync(http, next));
        _web.Use(next => http => errors.InvokeAsync(http, next));
        _web.Use(next => http => gate.InvokeAsync(http, next));

        var jobs = new JobControl(State, Agents);
        _web.MapIdentity(State.Users, State.Tokens, State.PasscodeSessions);
        _web.MapAgents(State.Agents, Agents);
        _web.MapConfigurations(State.Configurations, State.Agents, State.Clock);
        _web.MapBackups(State, jobs, Agents);
        _web.MapRestores(State, jobs, Agents);
        _web.MapActivity(State.Activity, State.Agents);
        _web.MapFeeds(State.Feeds);
        _web.MapService(Faults);
    }

    private async Task ListenAsync(int port)
    {
        try
        {
            await _web.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartFailure(StartFailure.PortInUse, $"Port {port} is in use by another program.", taken);
        }

        var addresses = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(addresses.Single() + "/");
    }

    /// <summary>Answers no more, interrupts what runs and writes that down, and lets go of the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _agent.DisposeAsync();
        (_engine as IDisposable)?.Dispose();
        State.Dispose();
        _folder.Dispose();
    }
}
