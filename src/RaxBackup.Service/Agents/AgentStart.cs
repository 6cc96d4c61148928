using System;
using Microsoft.Extensions.Logging;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>Registers agents of this machine and starts them. All work on its files; each has an id, a key and a queue of its own.</summary>
internal sealed class AgentStart(ServiceState state, IBackupEngine engine, string vault, Func<AgentKey> newKey, ILogger log)
{
    public IAgent Start(string tenantId, int number)
    {
        var machine = ThisMachine.Describe(tenantId, Regions.Default, state.Meta.HostServerIdOf(tenantId, number), number);
        var id = state.Agents.Register(machine, newKey);
        return new LocalAgent(state.Agents.Get(new Scope(tenantId, Regions.Default), id), state, engine, vault, log);
    }
}
