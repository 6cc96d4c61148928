using System;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>Registers agents of this machine and starts them. All work on its files; each has an id, a key and a queue of its own.</summary>
internal sealed class AgentStart(ServiceState state, IBackupEngine engine, string vault, Func<AgentKey> newKey, ILogger log)
{
    /// <summary>Where agents say what they do.</summary>
    public ILogger Log => log;

    /// <summary>Registers one of this machine's agents, or brings what is known of it up to date; its id.</summary>
    public long Register(string tenantId, int number) => state.Agents.Register(
        ThisMachine.Describe(tenantId, Regions.Default, state.Meta.HostServerIdOf(tenantId, number), number), newKey);

    /// <summary>Starts one that is registered.</summary>
    public IAgent Start(string tenantId, long id) =>
        new LocalAgent(state.Agents.Get(new Scope(tenantId, Regions.Default), id), state, engine, vault, log);

    /// <summary>A key for agents that have none of their own.</summary>
    public AgentKey NewKey() => newKey();
}
