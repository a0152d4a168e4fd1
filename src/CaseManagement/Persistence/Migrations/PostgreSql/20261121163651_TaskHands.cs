using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TaskHands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ActedFor",
                table: "Tasks",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "DelegatedBy",
                table: "Tasks",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_DelegatedBy",
                table: "Tasks",
                column: "DelegatedBy");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_DelegatedBy",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "ActedFor",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "DelegatedBy",
                table: "Tasks");
        }
    }
}
