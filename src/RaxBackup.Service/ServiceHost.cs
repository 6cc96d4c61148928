using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Faults;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Journal;
using RaxBackup.Service.Routes;
using RaxBackup.Service.Seed;
using RaxBackup.Service.State;

namespace RaxBackup.Service;

/// <summary>A running service: state, this machine's agent, and the web server before them.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    public const string UserName = "local";

    private readonly StateFolder _folder;
    private readonly WebApplication _web;
    private readonly IBackupEngine _engine;
    private readonly int _events;

    private ServiceHost(
        StateFolder folder, ServiceState state, IBackupEngine engine, ServiceOptions options, SeedSource? seed, SeedPlan plan,
        X509Certificate2? certificate, Func<AgentKey> newKey)
    {
        (_folder, State, _engine, _events) = (folder, state, engine, options.Events);
        ApiKey = ApiKeyFile.ReadOrCreate(folder.ApiKeyFile);
        if (plan.Tenant != null && state.Meta.Find("TenantId") == null)
        {
            state.Meta.Set("TenantId", plan.Tenant);
        }

        TenantId = state.Meta.TenantId;
        AddUsers(plan.Users);
        _web = WebServer.Build(options, certificate, state.Clock);
        var logs = _web.Services.GetRequiredService<ILoggerFactory>();
        var log = logs.CreateLogger("RaxBackup.Service");
        Deletion = new Deletion(state, Agents, engine, log);
        var start = new AgentStart(state, engine, folder.Vault, newKey, logs.CreateLogger(WebServer.AgentLog));
        World = new World(state, Agents, start, engine, seed, options.FrozenAt);
        AddPipeline(log, new HostCheck(certificate));
    }

    public ServiceState State { get; }

    public AgentDirectory Agents { get; } = new();

    public Deletion Deletion { get; }

    public FaultTable Faults { get; } = new();

    public RequestJournal Journal { get; } = new();

    public string ApiKey { get; }

    public string TenantId { get; }

    /// <summary>The agent that is this machine's own.</summary>
    public long AgentId => World.AgentId;

    public World World { get; }

    public string? StateFolder => _folder.IsKept ? _folder.Path : null;

    /// <summary>Root of the service, with the port that it got.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a service; <see cref="StartFailure"/> says why it cannot.</summary>
    public static async Task<ServiceHost> StartAsync(
        ServiceOptions options, ServiceClock clock, Func<string, IBackupEngine> engine, Func<AgentKey>? newKey = null)
    {
        var certificate = ServerCertificate.Load(options);
        // A seed that is wrong is told before anything is touched.
        var seed = options.Seed == null ? null : new SeedSource(options.Seed);
        var plan = seed?.Read(clock.GetUtcNow(), options.FrozenAt) ?? SeedPlan.Empty with { Clock = options.FrozenAt };
        var folder = RaxBackup.Service.State.StateFolder.Open(options.StateFolder);
        ServiceState? state = null;
        IBackupEngine? vault = null;
        try
        {
            state = new ServiceState(folder, clock);
            var isNew = state.Meta.Find("TenantId") == null;
            state.ClockMemory.Restore(isNew, isNew ? plan.Clock : options.FrozenAt);
            state.Jobs.FailUnfinished();
            vault = engine(folder.Vault);
            var host = new ServiceHost(folder, state, vault, options, seed, plan, certificate, newKey ?? AgentKey.Create);
            try
            {
                await host.World.BeginAsync(plan);
                host.LoadEvents(host._events);
                await host.ListenAsync(options, certificate);
                host.Deletion.Resume();
                return host;
            }
            catch
            {
                await host.Agents.DisposeAsync();
                await host._web.DisposeAsync();
                throw;
            }
        }
        catch
        {
            (vault as IDisposable)?.Dispose();
            state?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    private void AddUsers(IReadOnlyList<SeedUser> users)
    {
        State.Users.Add(new User(UserName, TenantId, State.Meta.NastId, Role.Admin) { ApiKey = ApiKey });
        foreach (var (index, user) in users.Index())
        {
            var tenant = user.Tenant ?? TenantId;
            State.Users.Add(new User(user.Name, tenant, State.Meta.NastIdOf(tenant), user.Role)
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{10001 + index}"), ApiKey = user.ApiKey, Password = user.Password, Passcode = user.Passcode,
            });
        }
    }

    // Once for a state folder: the events are there when the service comes back to it.
    private void LoadEvents(int count)
    {
        if (count > 0 && State.Meta.Find("EventsLoaded") == null)
        {
            var now = State.Clock.GetUtcNow();
            new UsageGenerator(new GeneratorOrder(count, TenantId, State.Meta.NastId) { From = now - GeneratorOrder.Usual, To = now }).Load(State.Feeds);
            State.Meta.Set("EventsLoaded", count.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void AddPipeline(ILogger log, HostCheck hosts)
    {
        _web.Use(next => http => ClockRoutes.DateAsync(http, State.Clock, next));
        _web.Use(next => http => AddressRewriting.InvokeAsync(http, next));
        _web.UseRouting();
        var (journal, faults) = (new Journalling(Journal, State.Clock), new FaultInjection(Faults, State.Tokens, State.Clock));
        var requests = new RequestLog(log, State.Clock);
        var (errors, gate) = (new ErrorBoundary(log), new Gate(State, ApiKey));
        _web.Use(next => http => requests.InvokeAsync(http, next));
        _web.Use(next => http => journal.InvokeAsync(http, next));
        _web.Use(next => http => hosts.InvokeAsync(http, next));
        _web.Use(next => http => faults.InvokeAsync(http, next));
        _web.Use(next => http => errors.InvokeAsync(http, next));
        _web.Use(next => http => gate.InvokeAsync(http, next));

        var encryption = new Encryption(State, _engine);
        var jobs = new JobControl(State, Agents, encryption);
        _web.MapIdentity(State.Users, State.Tokens, State.PasscodeSessions);
        _web.MapAgents(State.Agents, Agents);
        _web.MapAgentChanges(State, Agents, Deletion, encryption);
        _web.MapConfigurations(State.Configurations, State.Agents, State.Clock);
        _web.MapBackups(State, jobs, Agents);
        _web.MapRestores(State, jobs, Agents);
        _web.MapActivity(State.Activity, State.Agents);
        _web.MapFeeds(State.Feeds);
        _web.MapEvents(State);
        _web.MapClock(State);
        _web.MapService(State.Clock, ResetAsync);
        _web.MapFaults(Faults);
        _web.MapJournal(Journal);
        _web.MapPage();
        _web.MapOverview(State, Agents);
        new LiveRoutes(State, Agents, Faults, Journal, _web.Lifetime.ApplicationStopping).Map(_web);
    }

    private async Task ListenAsync(ServiceOptions options, X509Certificate2? certificate)
    {
        try
        {
            await _web.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartFailure(StartFailure.PortInUse, $"Port {options.Port} is in use by another program.", taken);
        }
        catch (SocketException foreign)
        {
            throw new StartFailure(StartFailure.AddressNotAvailable, $"The service cannot listen at {options.Listen}, port {options.Port}: {foreign.Message}", foreign);
        }

        var addresses = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new UriBuilder(addresses.Single()) { Host = certificate.HostOf(options.Listen) }.Uri;
    }

    /// <summary>Everything as after the start: the state, the vault, faults and journal. Users and their tokens stay.</summary>
    public async Task ResetAsync()
    {
        await World.ResetAsync(Deletion);
        LoadEvents(_events);
        Faults.Clear();
        Journal.Clear();
    }

    /// <summary>Answers no more, interrupts what runs and writes that down, and lets go of the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await Agents.DisposeAsync();
        await Deletion.DisposeAsync();
        World.Dispose();
        (_engine as IDisposable)?.Dispose();
        State.Dispose();
        _folder.Dispose();
    }
}
