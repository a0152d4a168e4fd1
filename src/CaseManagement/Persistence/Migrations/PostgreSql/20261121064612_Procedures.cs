using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Procedures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "NamedDay",
                table: "Deadlines",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuspendedFor",
                table: "Deadlines",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "ExtensionPending",
                table: "Cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Rehandlings",
                table: "Cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Appeals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    GroundsSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Applicant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FiledBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FiledAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Extensions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<int>(type: "integer", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    GrantedAmount = table.Column<int>(type: "integer", nullable: true),
                    ReasonSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StampedFile = table.Column<Guid>(type: "uuid", nullable: true),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    SignedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Extensions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_CaseNumber",
                table: "Appeals",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_InstanceId",
                table: "Appeals",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Extensions_CaseNumber",
                table: "Extensions",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Extensions_InstanceId",
                table: "Extensions",
                column: "InstanceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Appeals");

            migrationBuilder.DropTable(
                name: "Extensions");

            migrationBuilder.DropColumn(
                name: "NamedDay",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "SuspendedFor",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "ExtensionPending",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Rehandlings",
                table: "Cases");
        }
    }
}
