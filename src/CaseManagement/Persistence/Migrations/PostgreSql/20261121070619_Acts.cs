using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Acts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "OverdueAccepted",
                table: "Cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AccountabilityItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Trigger = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitPath = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Person = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TextSealed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Measure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecisionSealed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OpenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountabilityItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FollowUpVisits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    OpenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Cause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Consequence = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DoneBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUpVisits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JointHandlings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Units = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ConvenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ConvenedAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Opinion = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JointHandlings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Referrals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitPath = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecipientSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReferredBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReferredAt = table.Column<long>(type: "bigint", nullable: false),
                    ReceiptSealed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReceiptAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Referrals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Urgings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextSealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UrgedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UrgedAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AnsweredBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Urgings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountabilityItems_CaseNumber",
                table: "AccountabilityItems",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_AccountabilityItems_UnitPath_Status",
                table: "AccountabilityItems",
                columns: new[] { "UnitPath", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CaseNumber",
                table: "Comments",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpVisits_CaseNumber",
                table: "FollowUpVisits",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpVisits_InstanceId",
                table: "FollowUpVisits",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_JointHandlings_CaseNumber",
                table: "JointHandlings",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_JointHandlings_InstanceId",
                table: "JointHandlings",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_CaseNumber",
                table: "Referrals",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Urgings_CaseNumber",
                table: "Urgings",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Urgings_InstanceId",
                table: "Urgings",
                column: "InstanceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountabilityItems");

            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "FollowUpVisits");

            migrationBuilder.DropTable(
                name: "JointHandlings");

            migrationBuilder.DropTable(
                name: "Referrals");

            migrationBuilder.DropTable(
                name: "Urgings");

            migrationBuilder.DropColumn(
                name: "OverdueAccepted",
                table: "Cases");
        }
    }
}
