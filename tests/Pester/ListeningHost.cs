using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

/// <summary>A host that keeps what a person would have seen.</summary>
public sealed class ListeningHost : PSHost
{
    private readonly ListeningUI ui = new ListeningUI();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name { get { return "ListeningHost"; } }
    public override PSHostUserInterface UI { get { return ui; } }
    public override Version Version { get; } = new Version(1, 0);

    /// <summary>The lines that were written to the host.</summary>
    public string[] Lines { get { return ui.Lines.ToArray(); } }

    /// <summary>The next progress record; waits for it, null where none comes any more.</summary>
    public ProgressRecord NextProgress()
    {
        ProgressRecord record;
        return ui.Progress.TryTake(out record, -1) ? record : null;
    }

    /// <summary>Ends the progress with the shell.</summary>
    public void Watch(PowerShell shell)
    {
        shell.InvocationStateChanged += (_, change) =>
        {
            if (change.InvocationStateInfo.State > PSInvocationState.Stopping) ui.Progress.CompleteAdding();
        };
    }

    public override void EnterNestedPrompt() { }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class ListeningUI : PSHostUserInterface
    {
        public readonly ConcurrentQueue<string> Lines = new ConcurrentQueue<string>();
        public readonly BlockingCollection<ProgressRecord> Progress = new BlockingCollection<ProgressRecord>();

        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override void Write(string value) { Lines.Enqueue(value); }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { Lines.Enqueue(value); }
        public override void WriteLine(string value) { Lines.Enqueue(value); }
        public override void WriteErrorLine(string value) { Lines.Enqueue(value); }
        public override void WriteDebugLine(string message) { Lines.Enqueue(message); }
        public override void WriteVerboseLine(string message) { Lines.Enqueue(message); }
        public override void WriteWarningLine(string message) { Lines.Enqueue(message); }
        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            if (!Progress.IsAddingCompleted) Progress.Add(record);
        }

        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowed, PSCredentialUIOptions options) { throw new NotSupportedException(); }
    }
}
