// The permissions that the resources of the mock ask for.

export const everyPermission: readonly string[] = ['oauth:client:view', 'oauth:token:delete']
