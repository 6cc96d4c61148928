using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;
using System.Threading;

/// <summary>A host that remembers what it was told, as a console would have shown it; nobody sits before it.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingUI ui = new RecordingUI();

    public override PSHostUserInterface UI => ui;
    public override string Name => "RecordingHost";
    public override Version Version => new Version(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public string Text => ui.Text;

    /// <summary>Waits for the first progress bar.</summary>
    public bool WaitForProgress(int seconds) => ui.Progress.Wait(TimeSpan.FromSeconds(seconds));

    public override void EnterNestedPrompt() { }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingUI : PSHostUserInterface
    {
        private readonly StringBuilder text = new StringBuilder();

        public readonly ManualResetEventSlim Progress = new ManualResetEventSlim();

        public string Text { get { lock (text) { return text.ToString(); } } }
        public override PSHostRawUserInterface RawUI => null;

        public override void Write(string value) { lock (text) { text.Append(value); } }
        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);
        public override void WriteLine(string value) => Write(value + "\n");
        public override void WriteErrorLine(string value) => WriteLine("ERROR: " + value);
        public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);
        public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);
        public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);
        public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Set();

        public override string ReadLine() => throw new InvalidOperationException("Nobody is asked anything.");
        public override SecureString ReadLineAsSecureString() => throw new InvalidOperationException("Nobody is asked anything.");
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new InvalidOperationException("Nobody is asked anything.");
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw new InvalidOperationException("Nobody is asked anything.");
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new InvalidOperationException("Nobody is asked anything.");
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new InvalidOperationException("Nobody is asked anything.");
    }
}
