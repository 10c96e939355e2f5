ALTER TYPE import_genre ADD VALUE 'contours';
