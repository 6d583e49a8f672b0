-- The spellings of a name are walked one by one, however often each is printed.
CREATE INDEX spelling_name ON spelling (key, name);
