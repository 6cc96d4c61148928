using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>
/// Agents, configurations, jobs and events: begun as the seed says, and brought back to that. Either is one transaction; what a reset
/// leaves in the vault when the service is killed, the next start clears.
/// </summary>
internal sealed class World(
    ServiceState state, AgentDirectory agents, AgentStart start, IBackupEngine engine, SeedSource? source, DateTimeOffset? frozenAt)
    : IDisposable
{
    private const string Seeded = "Seed";
    private const string ToClear = "VaultToClear";
    private const string Nothing = "none";

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The agent that is this machine's own.</summary>
    public long AgentId { get; private set; }

    /// <summary>Takes up a state folder where it was left, or begins with a new one.</summary>
    public async Task BeginAsync(SeedPlan plan)
    {
        Require(plan);
        await ClearVaultAsync();
        StartAgents(state.Write(() => Register(plan)));
    }

    /// <summary>Back to the seed as it was read at the start. What runs is stopped first.</summary>
    public async Task ResetAsync(Deletion deletion)
    {
        await _one.WaitAsync();
        try
        {
            var plan = Plan();
            await agents.DisposeAsync();
            await deletion.Settled;
            var clock = state.Clock.State;
            try
            {
                state.Clock.Restore(new ClockState(plan.Clock, TimeSpan.Zero));
                state.Write(() =>
                {
                    state.Wipe();
                    state.ClockMemory.Save();
                    state.Meta.Set(ToClear, "1");
                    return Register(plan);
                });
                state.Feeds.Forget();
                await ClearVaultAsync();
            }
            catch (SqliteException)
            {
                state.Clock.Restore(clock);
                throw;
            }
            finally
            {
                StartAgents(Register(plan));
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private SeedPlan Plan()
    {
        SeedPlan plan;
        try
        {
            plan = source?.Read(state.Clock.Real.GetUtcNow(), frozenAt) ?? SeedPlan.Empty with { Clock = frozenAt };
        }
        catch (StartFailure unreadable)
        {
            throw Refusal.Invalid("seed", unreadable.Message);
        }

        return state.Meta.Find(Seeded) is { } known && known != Nothing && plan.Fingerprint == null
            ? throw Refusal.Invalid("seed", "The state was made by a seed that this start has not been given: start the service with it to reset it.")
            : plan;
    }

    private void Require(SeedPlan plan)
    {
        if (plan.Fingerprint != null && (state.Meta.Find(Seeded) ?? (state.Agents.Any() ? Nothing : plan.Fingerprint)) != plan.Fingerprint)
        {
            throw new StartFailure(
                StartFailure.SeedMismatch,
                "The state folder holds something else than this seed has made. Take a new folder, or start without a seed, or with the one that it was made by.");
        }
    }

    // This machine's agents, and the seed's world where it is not there yet; the ids of the former.
    private List<(string Tenant, long Id)> Register(SeedPlan plan)
    {
        var own = Numbers(plan).Select(one => (one.Tenant, start.Register(one.Tenant, one.Number))).ToList();
        if (state.Meta.Find(Seeded) == null)
        {
            if (plan.Fingerprint != null)
            {
                new Sowing(state, plan, start.NewKey(), state.Clock.GetUtcNow()).Sow(own[0].Item2);
            }

            state.Meta.Set(Seeded, plan.Fingerprint ?? Nothing);
        }

        return own;
    }

    private IEnumerable<(string Tenant, int Number)> Numbers(SeedPlan plan) =>
        state.Users.Tenants.SelectMany(tenant => Enumerable.Range(2, plan.FurtherAgents).Select(number => (tenant, number)))
            .Prepend((state.Meta.TenantId, 1));

    private void StartAgents(IReadOnlyList<(string Tenant, long Id)> own)
    {
        AgentId = own[0].Id;
        foreach (var (tenant, id) in own)
        {
            agents.Add(start.Start(tenant, id));
        }

        var jobs = new SimulatedJobs(state, start.Log);
        var (simulated, scripts) = state.Simulated.List();
        foreach (var row in simulated)
        {
            agents.Add(new SimulatedAgent(row, scripts[row.ScriptId], jobs));
        }
    }

    private async Task ClearVaultAsync()
    {
        if (state.Meta.Find(ToClear) != null)
        {
            await engine.ClearAsync(CancellationToken.None);
            state.Meta.Remove(ToClear);
        }
    }
}
