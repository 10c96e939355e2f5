/** A tool of the pack, before a person is sent to it: whether its sign-in answers at all. */
export type ModulePort = { answers: (address: string) => Promise<boolean> }

const LIMIT_MS = 3_000

/** Asks as a browser would, follows nothing and reads nothing: any answer but a failure of the server is one. */
export const httpModule: ModulePort = {
  answers: async (address) => {
    try {
      const response = await fetch(address, {
        redirect: "manual",
        headers: { accept: "text/html" },
        signal: AbortSignal.timeout(LIMIT_MS),
      })
      await response.body?.cancel()
      return response.status < 500
    } catch {
      return false
    }
  },
}
