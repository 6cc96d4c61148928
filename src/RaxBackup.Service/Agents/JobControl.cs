using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>Starting and stopping jobs: who may, when, and on which agent.</summary>
internal sealed class JobControl(ServiceState state, AgentDirectory agents, Encryption encryption)
{
    /// <summary>Starts a backup of a configuration; its id.</summary>
    public long StartBackup(Scope scope, long configurationId)
    {
        var configuration = state.Configurations.Get(scope, configurationId);
        if (configuration.IsDeleted)
        {
            throw Refusal.NotFound($"Backup configuration {configurationId} has been deleted.");
        }

        if (!configuration.IsActive)
        {
            throw Refusal.Forbidden($"Backup configuration {configurationId} is disabled.");
        }

        RefuseDisabled(configuration.IsAgentDisabled, configuration.MachineAgentId);
        var agent = agents.Ready(configuration.MachineAgentId);
        var id = state.Backups.Add(configurationId, FirstState(agent));
        Enqueue(agent, JobKey.Backup(id));
        return id;
    }

    public void StopBackup(Scope scope, long backupId)
    {
        var backup = state.Backups.Get(scope, backupId);
        Stop(JobKey.Backup(backupId), backup.MachineAgentId, backup.State);
    }

    /// <summary>
    /// Starts a restore that has been put together. With a wrong passphrase it has failed at once, however long the agent's other
    /// jobs may take.
    /// </summary>
    public async Task StartRestoreAsync(Scope scope, long restoreId, string? encryptedPassword, CancellationToken stop)
    {
        var restore = state.Restores.Get(scope, restoreId);
        RefuseDisabled(restore.IsDestinationDisabled, restore.DestinationMachineId);
        var agent = agents.Ready(restore.DestinationMachineId);
        await RequireRestorableAsync(scope, restore.BackupId, stop);
        var passphrase = restore.IsEncrypted ? encryption.Open("EncryptedPassword", encryptedPassword, restore.BackupMachineId) : null;
        try
        {
            var wrong = passphrase == null ? null : await encryption.FaultOfAsync(passphrase, restore.BackupMachineId, stop);
            Start(restoreId, scope, agent);
            if (wrong != null)
            {
                state.Jobs.Finish(JobKey.Restore(restoreId), JobEnds.Failed(wrong, ""), []);
                return;
            }

            Enqueue(agent, JobKey.Restore(restoreId), passphrase);
            // It is the job's now.
            passphrase = null;
        }
        finally
        {
            passphrase?.Dispose();
        }
    }

    public void StopRestore(Scope scope, long restoreId)
    {
        var restore = state.Restores.Get(scope, restoreId);
        Stop(JobKey.Restore(restoreId), restore.DestinationMachineId, restore.State);
    }

    /// <summary>The backup, if all that a restore of it needs is there.</summary>
    public async Task<BackupRow> RequireRestorableAsync(Scope scope, long backupId, CancellationToken stop)
    {
        var backup = state.Backups.Get(scope, backupId);
        if (!backup.State.IsRestorable())
        {
            throw Refusal.Invalid("BackupId", $"Backup {backupId} is {backup.State}; only a completed backup can be restored.");
        }

        if (backup.IsConfigurationDeleted)
        {
            throw Refusal.NotFound($"Backup {backupId} can no longer be restored: its configuration {backup.ConfigurationId} has been deleted.");
        }

        return agents.Find(backup.MachineAgentId) is { } agent && !await agent.HasDataAsync(backupId, stop)
            ? throw Refusal.NotFound($"Backup {backupId} can no longer be restored: the vault does not hold it any more.")
            : backup;
    }

    private void Stop(JobKey job, long agentId, JobState now)
    {
        if (state.Jobs.StopWaiting(job))
        {
            return;
        }

        if (state.Jobs.RequestStop(job))
        {
            agents.Find(agentId)?.Interrupt(job);
            return;
        }

        // A stop that has been asked for already is being seen to.
        if (now != JobState.StopRequested)
        {
            throw Refusal.Invalid("Id", $"{job.Kind} {job.Id} is {now}; only one that waits or runs can be stopped.");
        }
    }

    private void Start(long restoreId, Scope scope, IAgent agent)
    {
        if (!state.Jobs.StartRestore(restoreId, FirstState(agent)))
        {
            throw Refusal.Invalid("Id", $"Restore {restoreId} has been started already; it is {state.Restores.Get(scope, restoreId).State}.");
        }
    }

    private void Enqueue(IAgent agent, JobKey job, SealedPassphrase? passphrase = null)
    {
        // The agent may have been deleted between the look and the deed.
        if (!agent.Enqueue(job, passphrase))
        {
            state.Jobs.StopWaiting(job);
            throw Refusal.Forbidden($"Agent {agent.MachineAgentId} takes no jobs any more.");
        }
    }

    private static JobState FirstState(IAgent agent) => agent.IsBusy ? JobState.Queued : JobState.StartRequested;

    private static void RefuseDisabled(bool isDisabled, long agentId)
    {
        if (isDisabled)
        {
            throw Refusal.Forbidden($"Agent {agentId} is disabled.");
        }
    }
}
