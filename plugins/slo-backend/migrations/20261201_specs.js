// @ts-check

/**
 * What spec files declare. All of them are one document: they are read one
 * after the other every few minutes, and looked at together.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_specs', table => {
    table.comment('Spec files as they were last read');
    table.string('id', 10).primary();
    table.integer('revision').notNullable().comment('Grows with every change');
    table.text('document', 'longtext').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_specs');
};
