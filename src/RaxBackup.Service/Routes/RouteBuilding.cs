using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RaxBackup.Service.Routes;

/// <summary>Binds operations to what answers them.</summary>
internal static class RouteBuilding
{
    /// <summary>The operation travels with its endpoint: gate, faults and errors go by it.</summary>
    public static void Answer(this IEndpointRouteBuilder routes, Operation operation, Func<ApiCall, Task> answer) =>
        routes.MapMethods(operation.Path, [operation.Method], http => answer(new ApiCall(http)))
            .WithMetadata(operation)
            .WithDisplayName(operation.Name);
}
