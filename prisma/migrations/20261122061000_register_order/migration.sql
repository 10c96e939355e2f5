-- The register is read by name, fifty at a time: the index gives the page without sorting the whole territory.
CREATE INDEX "collectivite_nomPlie_id_idx" ON "collectivite"("nomPlie", id);
