# An Identity service in front of the local service's own: it knows passwords, and asks some users for a passcode.

# Starts it; 'plain' logs in with the password alone, 'careful' with the passcode as well. Stop-MultiFactorIdentity ends it.
function Start-MultiFactorIdentity {
    param([Parameter(Mandatory)]$Service, [Parameter(Mandatory)][string]$Password, [Parameter(Mandatory)][string]$Passcode)
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $address = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
    $probe.Stop()
    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add($address)
    $listener.Start()
    $shell = [powershell]::Create().AddScript($answer).AddParameters(@{
            Listener = $listener; Behind = "$($Service.IdentityUri)tokens"; Password = $Password; Passcode = $Passcode
            Key = [Net.NetworkCredential]::new('', $Service.ApiKey).Password
        })
    [pscustomobject]@{ Address = [uri]$address; Listener = $listener; Shell = $shell; Running = $shell.BeginInvoke() }
}

function Stop-MultiFactorIdentity {
    param([Parameter(Mandatory)]$Identity)
    $Identity.Listener.Stop()
    $Identity.Shell.EndInvoke($Identity.Running)
    $Identity.Shell.Dispose()
}

$answer = {
    param($Listener, $Behind, $Key, $Password, $Passcode)
    $ErrorActionPreference = 'Stop'
    $own = @{ auth = @{ 'RAX-KSKEY:apiKeyCredentials' = @{ username = 'local'; apiKey = $Key } } } | ConvertTo-Json -Depth 5

    # What the service behind says to a login.
    function LogIn($Body) { Invoke-RestMethod $Behind -Method Post -Body $Body -ContentType 'application/json' }

    function Send($Response, $Status, $Content) {
        $bytes = [Text.Encoding]::UTF8.GetBytes(($Content | ConvertTo-Json -Depth 10))
        $Response.StatusCode = $Status
        $Response.ContentType = 'application/json'
        $Response.OutputStream.Write($bytes)
        $Response.Close()
    }

    function Refuse($Response) { Send $Response 401 @{ unauthorized = @{ code = 401; message = 'Not with these credentials.' } } }

    while ($Listener.IsListening) {
        try { $context = $Listener.GetContext() } catch { return }
        $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
        $auth = ($body | ConvertFrom-Json).auth
        $user = $auth.passwordCredentials
        if ($auth.token) { Send $context.Response 200 (LogIn $body) }
        elseif ($auth.'RAX-AUTH:passcodeCredentials'.passcode -ceq $Passcode -and $context.Request.Headers['X-SessionId'] -eq 'waiting-1') {
            $access = (LogIn $own).access
            $access.token.PSObject.Properties.Remove('tenant')
            $access.serviceCatalog = @()
            Send $context.Response 200 @{ access = $access }
        }
        elseif (-not $user -or $user.password -cne $Password) { Refuse $context.Response }
        elseif ($user.username -eq 'plain') { Send $context.Response 200 (LogIn $own) }
        else {
            $context.Response.AddHeader('WWW-Authenticate', "OS-MF sessionId='waiting-1', factor='PASSCODE'")
            Refuse $context.Response
        }
    }
}

Export-ModuleMember -Function Start-MultiFactorIdentity, Stop-MultiFactorIdentity
