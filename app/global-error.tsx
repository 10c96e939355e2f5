"use client"

// The root layout itself failed: nothing of ours can be relied on here, not even the style sheet.
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body
        style={{ font: "1rem/1.55 system-ui, sans-serif", margin: "12vh auto", maxWidth: "40rem", padding: "0 1rem" }}
      >
        <title>Le portail est momentanément indisponible</title>
        <main>
          <h1>Le portail est momentanément indisponible</h1>
          <p>L’erreur vient de notre côté et a été notée. Réessayez dans quelques minutes.</p>
          <p>
            <a href="/">Revenir à l’accueil</a>
          </p>
          {error.digest ? <p>Repère : {error.digest}</p> : null}
        </main>
      </body>
    </html>
  )
}
