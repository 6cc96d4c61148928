using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.Agents;
using RaxBackup.Service.Faults;
using RaxBackup.Service.Journal;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// _service/live: server-sent events for the service's own page: the clock, the jobs that wait or run, and marks that change with
/// what else the page shows.
/// </summary>
internal sealed class LiveRoutes(ServiceState state, AgentDirectory agents, FaultTable faults, RequestJournal journal, CancellationToken end)
{
    private const int MostJobs = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    public void Map(IEndpointRouteBuilder routes) => routes.Answer(Operations.WatchLive, WatchAsync);

    // Until the caller goes, or the service ends.
    private async Task WatchAsync(ApiCall call)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, end);
        var response = call.Http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        using var pause = new PeriodicTimer(BetweenLooks, state.Clock.Real);
        try
        {
            var last = "";
            do
            {
                var next = Look();
                if (next != last)
                {
                    await response.WriteAsync($"data: {next}\n\n", stop.Token);
                    await response.Body.FlushAsync(stop.Token);
                    last = next;
                }
            }
            while (await pause.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It has no other end.
        }
    }

    private string Look()
    {
        var (jobs, total) = state.Overview.Unfinished(MostJobs);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // Whole seconds: a clock that goes is told once a second.
            json.WriteString("time", OverviewRoutes.Time(state.Clock.Now / 1000 * 1000));
            json.WriteBoolean("frozen", state.Clock.State.FrozenAt != null);
            json.WriteStartObject("marks");
            json.WriteNumber("state", state.Overview.Changes());
            json.WriteString("requests", journal.Mark);
            json.WriteString("faults", string.Join(' ', faults.List().Select(rule => $"{rule.Id}:{rule.Struck}")));
            json.WriteEndObject();
            json.WriteNumber("total", total);
            json.WriteStartArray("jobs");
            foreach (var job in jobs)
            {
                Write(json, job);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json, UnfinishedRow job)
    {
        json.WriteStartObject();
        json.WriteString("kind", job.Kind.ToString());
        json.WriteNumber("id", job.Id);
        json.WriteNumber("agentId", job.MachineAgentId);
        json.WriteString("agent", job.MachineName);
        json.WriteString("configuration", job.ConfigurationName);
        json.WriteString("state", job.State.ToString());
        json.WriteNumber("percent", agents.Find(job.MachineAgentId)?.Percent(job.Key) ?? 0);
        json.WriteString("since", OverviewRoutes.Time(job.Since));
        json.WriteEndObject();
    }
}
