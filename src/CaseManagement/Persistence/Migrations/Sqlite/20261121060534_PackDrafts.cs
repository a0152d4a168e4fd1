using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PackDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Own",
                table: "PackVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "IndicatorFiles",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndicatorFiles", x => new { x.Code, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "PackDrafts",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", nullable: true),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PackDrafts", x => x.Code);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "IndicatorFiles");

            migrationBuilder.DropTable(
                name: "PackDrafts");

            migrationBuilder.DropColumn(
                name: "Own",
                table: "PackVersions");
        }
    }
}
