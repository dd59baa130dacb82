/** Where a client of the SDK goes instead of AWS: what it was given, or what the environment or the configuration file says. */
export async function configuredEndpoint(
  { config }: { readonly config: object },
  { endpoint }: { readonly endpoint?: string },
): Promise<string | undefined> {
  const { serviceConfiguredEndpoint: configured } = config as {
    readonly serviceConfiguredEndpoint: () => Promise<string | undefined>;
  };
  return endpoint ?? configured();
}
