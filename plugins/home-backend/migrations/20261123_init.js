// @ts-check

/**
 * One row for each publisher: a publication replaces the former one as a whole, so
 * there is nothing inside it that a query would ever pick out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('home_states', table => {
    table.string('source', 64).primary();
    table.text('publication').notNullable();
    table.string('digest', 64).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('home_states');
};
