-- Which version of each installation file is in place: the installer runs the files that differ, and no others.
--   version   raised with each change that an older connector could not work with; it then leaves the schema alone
CREATE TABLE IF NOT EXISTS golconde.installed_file (
    name     text    PRIMARY KEY,
    checksum text    NOT NULL,
    version  integer NOT NULL
);
