using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>What this machine says of itself.</summary>
internal static class ThisMachine
{
    /// <summary>This machine as one of its agents; those after the first carry their number in the name.</summary>
    public static AgentRow Describe(string tenantId, string region, string hostServerId, int number) => new()
    {
        TenantId = tenantId,
        Region = region,
        HostServerId = hostServerId,
        MachineName = number == 1 ? Environment.MachineName : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{number}"),
        AgentVersion = ServiceVersion.Text,
        Architecture = Environment.Is64BitOperatingSystem ? "64-bit" : "32-bit",
        Flavor = "RaxCloudServer",
        IPAddress = Address(),
        OperatingSystem = SystemName(),
        OperatingSystemVersion = Environment.OSVersion.Version.ToString(),
    };

    private static string SystemName()
    {
        const string release = "/etc/os-release";
        const string key = "PRETTY_NAME=";
        var name = File.Exists(release) ? File.ReadLines(release).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) : null;
        return name?[key.Length..].Trim('"') ?? RuntimeInformation.OSDescription;
    }

    // The address that this machine would use to reach others: connecting a datagram socket sends nothing.
    private static string Address()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 9));
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException)
        {
            return IPAddress.Loopback.ToString();
        }
    }
}
