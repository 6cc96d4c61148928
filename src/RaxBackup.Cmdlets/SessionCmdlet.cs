using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The base of every command that talks to the service: its session, its region, and how what it reads is written.</summary>
public abstract class SessionCmdlet : RaxBackupCmdlet
{
    private const string AllRegions = "*";
    private Connection? connection;

    /// <summary>The session to use; the runspace's own, made by Connect-RaxBackup, where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public Session? Session { get; set; }

    /// <summary>The region to use; the session's where none is given. Commands that read take * for all of the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>What lies behind the session.</summary>
    internal Connection Connection => connection!;

    /// <summary>Finds the session, or ends with NotConnected. Only here: the runspace's default is known to the pipeline's thread alone.</summary>
    protected sealed override void Begin() => connection = SessionStore.Find(Session) ?? throw Failures.NoSession(Session);

    /// <summary>The one region that a changing command works in; null is the session's.</summary>
    private protected string? OneRegion => Region switch
    {
        AllRegions => throw Failures.RegionNotSingle(),
        null or "" => null,
        var one => one,
    };

    /// <summary>The regions that a reading command looks into; null is the session's.</summary>
    private protected IReadOnlyList<string?> Regions => Region == AllRegions ? [.. Connection.Session.Regions] : new string?[] { OneRegion };

    /// <summary>Reads a list from every region asked for, all at the same time; a region that fails is an error of its own.</summary>
    private protected IReadOnlyList<T> ReadLists<T>(Func<string?, Call, Task<IReadOnlyList<T>>> read)
    {
        var answers = Ask(read);
        foreach (var failure in answers.Select(answer => answer.Failure).OfType<RaxBackupException>())
            Fail(failure);
        return [.. answers.SelectMany(answer => answer.Value ?? [])];
    }

    /// <summary>Writes what has this id in the regions asked for. Where several are asked, one that does not have it is no error.</summary>
    private protected void WriteFound<T>(Func<string?, Call, Task<T>> read)
    {
        var answers = Ask(read);
        foreach (var answer in answers.Where(answer => answer.Failure is null))
            WriteObject(answer.Value, enumerateCollection: true);
        FailWhereMissing(answers);
    }

    /// <summary>Reads what has this id, only to tell where there is none such; false where there is none.</summary>
    private protected bool RequireFound<T>(Func<string?, Call, Task<T>> read)
    {
        var answers = Ask(read);
        FailWhereMissing(answers);
        return answers.Any(answer => answer.Failure is null);
    }

    /// <summary>An id that may be left out but, where it is given, is not null: that of an object whose identity is empty.</summary>
    private protected long? IdOrNull(long? id, string parameter) =>
        id is null && MyInvocation.BoundParameters.ContainsKey(parameter) ? throw Failures.IdMissing(parameter) : id;

    private void FailWhereMissing<T>(IReadOnlyList<Answer<T>> answers)
    {
        var absent = answers.Where(answer => answer.Failure?.Kind == FailureKind.NotFound).ToList();
        foreach (var answer in answers.Where(answer => answer.Failure is not null).Except(absent))
            Fail(answer.Failure!);
        if (absent.Count == answers.Count)
            Fail(absent[0].Failure!);
    }

    private IReadOnlyList<Answer<T>> Ask<T>(Func<string?, Call, Task<T>> read)
    {
        var regions = Regions;
        return Await(call => Task.WhenAll(regions.Select(region => Answer<T>.OfAsync(read(region, call)))));
    }

    /// <summary>What one region answered.</summary>
    private sealed class Answer<T>(T? value, RaxBackupException? failure)
    {
        public T? Value { get; } = value;

        public RaxBackupException? Failure { get; } = failure;

        public static async Task<Answer<T>> OfAsync(Task<T> read)
        {
            try
            {
                return new(await read, null);
            }
            catch (RaxBackupException failure)
            {
                return new(default, failure);
            }
        }
    }
}
