using System;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Journal;

/// <summary>A request's line in the journal while it is being answered; travels with the request.</summary>
internal sealed class RequestLine(HttpContext http, JournalSlot slot, ServiceClock clock)
{
    private readonly long _begun = clock.GetTimestamp();
    private bool _isClosed;

    /// <summary>A fault has struck it.</summary>
    public void Struck(int faultId) => slot.Entry = slot.Entry with { FaultId = faultId };

    /// <summary>It is answered now; with no status it never will be. The first word counts.</summary>
    public void Close(int? status)
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        var user = http.Features.Get<Caller>()?.User;
        slot.Entry = slot.Entry with
        {
            StatusCode = status,
            Duration = clock.GetElapsedTime(_begun),
            UserName = user?.Name,
            TenantId = user?.TenantId,
            ResponseBytes = status == null ? null : http.Response.ContentLength ?? 0,
        };
    }
}
