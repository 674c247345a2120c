-- The canonical tables of kpis.md §1 as views over the loaded Parquet; {folder} is where it lies.
create table files as from read_parquet('{folder}/files.parquet');
create table channel_names as from read_parquet('{folder}/channel_names.parquet');
create table agent_names as from read_parquet('{folder}/agent_names.parquet');
create table superseded as from read_parquet('{folder}/superseded.parquet');
create table first_replies as from read_parquet('{folder}/first_replies.parquet');
create view messages as from read_parquet('{folder}/messages.parquet');
create view conversations as from read_parquet('{folder}/conversations.parquet');
create view ratings as from read_parquet('{folder}/ratings.parquet');
create view rejects as from read_parquet('{folder}/rejects.parquet');
