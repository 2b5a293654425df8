// The official .NET SDK.
import { defineSnippet, literal, type Wiring } from './snippet.js'

/**
 * `SetGateway(host, protocol, port, pathParamsLogin, pathParamsApi)` is used for login and API (seen in the SDK).
 * `PostTokenPKCE` is an extension method that keeps the token for later calls (AuthExtensions.cs, and README of the
 * SDK, "PKCE Grant").
 */
function source({ hostname, protocol, port, clientId }: Wiring): string {
  return `using PureCloudPlatform.Client.V2.Api;
using PureCloudPlatform.Client.V2.Client;
using PureCloudPlatform.Client.V2.Extensions;
using PureCloudPlatform.Client.V2.Model;

public static class GenesysLogin
{
    public const string ClientId = ${literal(clientId)};

    /// <summary>Redeems the code that came back to the redirect URI, and gives the user.</summary>
    public static UserMe Redeem(string code, string codeVerifier, string redirectUri)
    {
        var apiClient = Configuration.Default.ApiClient;
        apiClient.SetGateway(${literal(hostname)}, ${literal(protocol)}, ${port}, "", "");
        apiClient.PostTokenPKCE(ClientId, redirectUri, codeVerifier, code);
        return new UsersApi().GetUsersMe();
    }
}
`
}

export const dotnet = defineSnippet({
  id: 'dotnet',
  aliases: ['.net', 'net', 'csharp', 'c#', 'cs'],
  name: '.NET SDK (PureCloudPlatform.Client.V2)',
  trustedBy: 'openssl',
  comment: '//',
  source,
})
