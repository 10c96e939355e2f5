import type { Server } from "node:http"

export type LocalServer = { url: string; close: () => Promise<void> }

/** Loopback only: nobody else on the network may sign in as a demo identity, nor read the demo's mail. */
export const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "localhost", resolve)
  })

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
