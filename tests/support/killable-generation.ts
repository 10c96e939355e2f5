// A worker that writes and draws acts until somebody kills it: started by tests only.
import { generateNextActe } from "@/lib/conventions/commands/generate-next.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"

async function work(): Promise<void> {
  process.stdout.write("ready\n")
  for (;;) {
    const written = (await generateNextActe()).ok
    const drawn = (await produceNextActe()).ok
    if (!written && !drawn) return process.exit(0)
  }
}

if (process.env.KILLABLE_WORKER) await work()
