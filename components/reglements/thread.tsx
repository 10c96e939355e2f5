import { Timeline } from "@/components/ui/timeline.tsx"
import { formatInstant } from "@/lib/platform/format.ts"
import type { Message } from "@/lib/reglements/queries/questions.ts"

type Props = { messages: readonly Message[]; operateur: string; collectivite: string }

/** What was asked and answered, in the order of its words. */
export const Thread = ({ messages, operateur, collectivite }: Props) => (
  <Timeline
    entries={messages.map(({ id, rang, agent, auteur, texte, le }) => ({
      id,
      what: (
        <>
          <strong>{agent ? operateur : collectivite}</strong>
          {rang === null || agent ? "" : `, sur la ligne ${rang}`}
        </>
      ),
      when: formatInstant(le),
      dateTime: le.toISOString(),
      who: auteur,
      detail: <p className="max-w-measure whitespace-pre-line text-base">{texte}</p>,
    }))}
  />
)
