/* store_schema.h - the SQLite schema.  Layer: server, private to the store. */
#ifndef HEARTH_STORE_SCHEMA_H
#define HEARTH_STORE_SCHEMA_H

extern const char store_schema[];

#endif
