// @ts-check

/**
 * Who speaks for a source. Of what is there it is not known: the next to tell of it does.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('home_states', table => {
    table.text('publisher');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('home_states', table => {
    table.dropColumn('publisher');
  });
};
