using System.Management.Automation;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Changes where agents back up to, over which network, and how much they log.</summary>
[Cmdlet(VerbsCommon.Set, "RaxBackupAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Agent))]
public sealed class SetRaxBackupAgentCommand : SessionCmdlet
{
    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>The data center where its backups are to lie.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? BackupDataCenter { get; set; }

    /// <summary>Whether data is to travel over ServiceNet; as it was where it is not given.</summary>
    [Parameter]
    [YesOrNo]
    public bool UseServiceNet { get; set; }

    /// <summary>How much it is to write into its own log, as a word or as the wire's number 1 to 6.</summary>
    [Parameter]
    [OneOf(typeof(AgentLogLevel))]
    public AgentLogLevel? LogLevel { get; set; }

    /// <summary>Writes the agent as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool? ServiceNet => MyInvocation.BoundParameters.ContainsKey(nameof(UseServiceNet)) ? UseServiceNet : null;

    /// <inheritdoc />
    protected override void Process()
    {
        var (agents, region) = (Connection.Agents, OneRegion);
        var changes = ChangeList.Of(
            AgentId, (nameof(BackupDataCenter), BackupDataCenter), (nameof(UseServiceNet), ServiceNet), (nameof(LogLevel), LogLevel));
        if (!ShouldProcess($"Agent {AgentId}", changes))
            return;
        var agent = Await(call => ChangeAsync(agents, region, call));
        if (PassThru)
            WriteObject(agent ?? Await(call => agents.GetAsync(region, AgentId, call)));
    }

    private async Task<Agent?> ChangeAsync(AgentsApi agents, string? region, Call call)
    {
        var agent = BackupDataCenter is null && ServiceNet is null
            ? null
            : await agents.UpdateAsync(region, AgentId, BackupDataCenter, ServiceNet, call);
        if (LogLevel is { } level)
            await agents.SetLogLevelAsync(region, AgentId, level, call);
        return agent;
    }
}
