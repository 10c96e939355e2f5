-- A campaign is one bordereau; its number is taken when it is launched.
ALTER TABLE campagne ADD COLUMN bordereau integer;
ALTER TABLE campagne ADD CONSTRAINT campagne_bordereau CHECK (etat NOT IN ('en_emission', 'emise') OR bordereau > 0);
-- One titre of a campaign is one line: what was issued is never issued again, whoever launches.
CREATE INDEX campagne_tranche_a_faire ON campagne_tranche (genre, "campagneId", rang) WHERE etat = 'a_faire';
