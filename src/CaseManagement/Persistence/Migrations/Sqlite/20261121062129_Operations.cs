using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "JournalUntil",
                table: "WorkflowInstances",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "InstanceId",
                table: "WorkflowIncidents",
                type: "TEXT",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 64);

            migrationBuilder.AddColumn<string>(
                name: "Resolution",
                table: "WorkflowIncidents",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResolvedAt",
                table: "WorkflowIncidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResolvedBy",
                table: "WorkflowIncidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResolvedReason",
                table: "WorkflowIncidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstances_JournalUntil",
                table: "WorkflowInstances",
                column: "JournalUntil");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowIncidents_CommandId",
                table: "WorkflowIncidents",
                column: "CommandId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowIncidents_ResolvedAt_At",
                table: "WorkflowIncidents",
                columns: new[] { "ResolvedAt", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstances_JournalUntil",
                table: "WorkflowInstances");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowIncidents_CommandId",
                table: "WorkflowIncidents");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowIncidents_ResolvedAt_At",
                table: "WorkflowIncidents");

            migrationBuilder.DropColumn(
                name: "JournalUntil",
                table: "WorkflowInstances");

            migrationBuilder.DropColumn(
                name: "Resolution",
                table: "WorkflowIncidents");

            migrationBuilder.DropColumn(
                name: "ResolvedAt",
                table: "WorkflowIncidents");

            migrationBuilder.DropColumn(
                name: "ResolvedBy",
                table: "WorkflowIncidents");

            migrationBuilder.DropColumn(
                name: "ResolvedReason",
                table: "WorkflowIncidents");

            migrationBuilder.AlterColumn<string>(
                name: "InstanceId",
                table: "WorkflowIncidents",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 64,
                oldNullable: true);
        }
    }
}
