using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Brings a seed's world into an empty state.</summary>
internal sealed class Sowing(ServiceState state, SeedPlan plan, AgentKey key, DateTimeOffset now)
{
    private readonly Dictionary<FeedName, List<(long Updated, Func<DateTimeOffset, WireEntry> Made)>> _events = [];

    /// <summary>All of it; within one transaction of the caller's.</summary>
    public void Sow(long ownAgentId)
    {
        foreach (var configuration in plan.OwnConfigurations)
        {
            Create(ownAgentId, configuration);
        }

        foreach (var (number, agent) in plan.Agents.Index())
        {
            Add(number, agent);
        }

        foreach (var events in plan.Events)
        {
            var feed = Feed(events.Feed, events.Region, events.Tenant ?? state.Meta.TenantId);
            OfFeed(feed).AddRange(events.Made.Select(made =>
                (events.At.ToUnixTimeMilliseconds(), (Func<DateTimeOffset, WireEntry>)(time => made(feed, time)))));
        }

        Publish();
    }

    private void Add(int number, SeedAgent agent)
    {
        var machine = agent.Machine with
        {
            TenantId = agent.Machine.TenantId.Length > 0 ? agent.Machine.TenantId : state.Meta.TenantId,
            HostServerId = agent.Machine.HostServerId.Length > 0 ? agent.Machine.HostServerId : Chance.Id(plan.Random, number).ToString(),
        };
        machine = machine with { MachineAgentId = state.Agents.Insert(machine, key) };
        if (agent.IsDisabled)
        {
            state.Agents.SetDisabled(machine.MachineAgentId, isDisabled: true);
        }

        var past = new PastJobs(state, machine, agent.Script, number, plan.Random, now);
        foreach (var configuration in agent.Configurations)
        {
            past.Write(Create(machine.MachineAgentId, configuration), configuration);
        }

        state.Simulated.Add(machine.MachineAgentId, number, plan.Random, past.Runs, agent.Script);
        foreach (var usage in past.Events)
        {
            var feed = new FeedName(FeedName.Backup, usage.Region, usage.TenantId);
            OfFeed(feed).Add((usage.To.ToUnixTimeMilliseconds(), time => usage.ToEntry(feed, time)));
        }
    }

    private long Create(long agentId, SeedConfiguration configuration) =>
        state.Configurations.Create(configuration.Settings with { MachineAgentId = agentId });

    // Those that are told and those that are made up come in the order of their times.
    private void Publish()
    {
        var (count, tenant, regions) = plan.GeneratedEvents;
        if (count > 0)
        {
            var owner = tenant ?? state.Meta.TenantId;
            var order = new GeneratorOrder(count, owner, NastIdOf(owner))
            {
                Seed = plan.Random, Regions = regions, From = now - GeneratorOrder.Usual, To = now,
            };
            foreach (var (feed, events) in new UsageGenerator(order).Make())
            {
                state.Feeds.AppendAll(feed, Merge(_events.Remove(feed, out var told) ? told : [], events));
            }
        }

        foreach (var (feed, told) in _events)
        {
            state.Feeds.AppendAll(feed, Merge(told, []));
        }
    }

    private static IEnumerable<(long Updated, Func<DateTimeOffset, WireEntry> Made)> Merge(
        List<(long Updated, Func<DateTimeOffset, WireEntry> Made)> told, IEnumerable<(long Updated, Func<DateTimeOffset, WireEntry> Made)> made)
    {
        var next = new Queue<(long Updated, Func<DateTimeOffset, WireEntry> Made)>(told.OrderBy(one => one.Updated));
        foreach (var one in made)
        {
            while (next.TryPeek(out var first) && first.Updated <= one.Updated)
            {
                yield return next.Dequeue();
            }

            yield return one;
        }

        foreach (var one in next)
        {
            yield return one;
        }
    }

    private FeedName Feed(string feed, string region, string tenant) => new(feed, region, feed == FeedName.Files ? NastIdOf(tenant) : tenant);

    private string NastIdOf(string tenant) => state.Meta.NastIdOf(tenant);

    private List<(long Updated, Func<DateTimeOffset, WireEntry> Made)> OfFeed(FeedName feed) =>
        _events.TryGetValue(feed, out var list) ? list : _events[feed] = [];
}
