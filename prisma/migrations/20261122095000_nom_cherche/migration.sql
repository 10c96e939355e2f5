-- Computed once a name, not once a row for each letter that is typed.
ALTER TABLE collectivite
ADD COLUMN "nomCherche" TEXT NOT NULL GENERATED ALWAYS AS (regexp_replace("nomPlie", '[^a-z0-9]+', ' ', 'g')) STORED;
