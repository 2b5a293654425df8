// The official Java SDK.
import { defineSnippet, literal, type Wiring } from './snippet.js'

/**
 * `withGateway(host, protocol, port, pathParamsLogin, pathParamsApi)` is used for login and API (seen in the SDK);
 * `withBasePath` is no way, because the login URL is made of what follows its first dot. `authorizePKCE`: README of
 * the SDK, "Authentication with PKCE".
 */
function source({ hostname, protocol, port, clientId }: Wiring): string {
  return `import com.mypurecloud.sdk.v2.ApiClient;
import com.mypurecloud.sdk.v2.Configuration;
import com.mypurecloud.sdk.v2.api.UsersApi;
import com.mypurecloud.sdk.v2.api.request.GetUsersMeRequest;
import com.mypurecloud.sdk.v2.model.UserMe;

public class GenesysLogin {
    public static final String CLIENT_ID = ${literal(clientId)};

    /** Redeems the code that came back to the redirect URI, and gives the user. */
    public static UserMe redeem(String code, String codeVerifier, String redirectUri) throws Exception {
        ApiClient apiClient = ApiClient.Builder.standard()
                .withGateway(${literal(hostname)}, ${literal(protocol)}, ${port}, "", "")
                .build();
        apiClient.authorizePKCE(CLIENT_ID, codeVerifier, code, redirectUri);
        Configuration.setDefaultApiClient(apiClient);
        return new UsersApi().getUsersMe(GetUsersMeRequest.builder().build());
    }
}
`
}

export const java = defineSnippet({
  id: 'java',
  aliases: ['jvm'],
  name: 'Java SDK (com.mypurecloud:platform-client-v2), as GenesysLogin.java',
  trustedBy: 'java',
  comment: '//',
  source,
})
