-- Only staff record a succession: who did is always known, and what ends on its day ends in that name.
ALTER TABLE "succession" ALTER COLUMN "creeParId" SET NOT NULL;
