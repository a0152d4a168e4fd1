IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Absences] (
        [Id] uniqueidentifier NOT NULL,
        [UserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Substitute] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FromOn] date NOT NULL,
        [UntilOn] date NOT NULL,
        [EnteredBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [EnteredAt] datetimeoffset NOT NULL,
        [EndedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [EndedAt] datetimeoffset NULL,
        CONSTRAINT [PK_Absences] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [AccessLog] (
        [Id] uniqueidentifier NOT NULL,
        [RefusedAt] datetimeoffset NOT NULL,
        [UserName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Unit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Act] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Subject] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_AccessLog] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [AccountabilityItems] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Trigger] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Person] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [TextSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Measure] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecisionSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [OpenedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OpenedAt] datetimeoffset NOT NULL,
        [DecidedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecidedAt] datetimeoffset NULL,
        CONSTRAINT [PK_AccountabilityItems] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [AlterationPlans] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Alterations] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Filter] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedBy] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_AlterationPlans] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [ApiKeys] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Scopes] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Demo] bit NOT NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [RevokedAt] datetimeoffset NULL,
        CONSTRAINT [PK_ApiKeys] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Appeals] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [GroundsSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Applicant] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FiledBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FiledAt] datetimeoffset NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecidedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecidedAt] datetimeoffset NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Appeals] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Attachments] (
        [Id] uniqueidentifier NOT NULL,
        [FileName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Size] bigint NOT NULL,
        [Sha256] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UploadedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UploadedAt] datetimeoffset NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [TaskId] uniqueidentifier NULL,
        CONSTRAINT [PK_Attachments] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CalendarFiles] (
        [Year] int NOT NULL,
        [Revision] int NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ImportedAt] datetimeoffset NOT NULL,
        [ImportedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_CalendarFiles] PRIMARY KEY ([Year], [Revision])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CaseCounters] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Day] date NOT NULL,
        [Last] int NOT NULL,
        CONSTRAINT [PK_CaseCounters] PRIMARY KEY ([Region], [Day])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CaseEvents] (
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Seq] bigint NOT NULL,
        [At] datetimeoffset NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActorName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Role] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Unit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Type] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Data] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PreviousHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_CaseEvents] PRIMARY KEY ([CaseNumber], [Seq])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Cases] (
        [Number] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RatingId] uniqueidentifier NULL,
        [Subject] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Quote] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Cause] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Class] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Step] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OpenedAt] datetimeoffset NOT NULL,
        [UnitReceivedAt] datetimeoffset NULL,
        [ClosedAt] datetimeoffset NULL,
        [PackCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PackVersion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionVersion] int NULL,
        [DueAt] datetimeoffset NULL,
        [OverdueAt] datetimeoffset NULL,
        [ExtensionPending] bit NOT NULL,
        [OverdueAccepted] bit NOT NULL,
        [Rehandlings] int NOT NULL,
        [LastSeq] bigint NOT NULL,
        [LastHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Cases] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CaseSteps] (
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Step] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DoneAt] datetimeoffset NULL,
        [DoneSeq] bigint NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ActorName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_CaseSteps] PRIMARY KEY ([CaseNumber], [Step])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CatalogueItems] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RatingName] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Mode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Version] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [EnteredAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_CatalogueItems] PRIMARY KEY ([Region], [Code], [RatingName])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Comments] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TextSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [By] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] datetimeoffset NOT NULL,
        CONSTRAINT [PK_Comments] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CommonIssueCases] (
        [IssueId] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_CommonIssueCases] PRIMARY KEY ([IssueId], [CaseNumber])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [CommonIssues] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Title] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DueOn] date NOT NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OpenedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OpenedAt] datetimeoffset NOT NULL,
        [SolutionSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [GuideVersion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ClosedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ClosedAt] datetimeoffset NULL,
        CONSTRAINT [PK_CommonIssues] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Complaints] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExternalId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ServiceId] uniqueidentifier NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PersonKind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [NameSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [NameMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [IdNumberSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [MadeAt] datetimeoffset NOT NULL,
        [ReceivedAt] datetimeoffset NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PackVersion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Complaints] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Deadlines] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TaskId] uniqueidentifier NULL,
        [PackCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PackVersion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Timer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AnchorAt] datetimeoffset NOT NULL,
        [Suspensions] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Extension] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ExtensionGrantedAt] datetimeoffset NULL,
        [NamedDay] date NULL,
        [SuspendedFor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DueAt] datetimeoffset NULL,
        [LastDay] date NULL,
        [Provisional] bit NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [WarnedAt] datetimeoffset NULL,
        [OverdueAt] datetimeoffset NULL,
        [StoppedAt] datetimeoffset NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Deadlines] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Extensions] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Amount] int NOT NULL,
        [Unit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [GrantedAmount] int NULL,
        [ReasonSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StampedFile] uniqueidentifier NULL,
        [RequestedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RequestedAt] datetimeoffset NOT NULL,
        [SignedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecidedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DecidedAt] datetimeoffset NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Extensions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [FigureChanges] (
        [Id] uniqueidentifier NOT NULL,
        [Taken] int NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Day] date NOT NULL,
        [Month] date NOT NULL,
        [Unit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Item] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ItemName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Staff] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Place] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Window] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Target] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Standing] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Course] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Pack] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Ratings] bigint NOT NULL,
        [Acts] bigint NOT NULL,
        CONSTRAINT [PK_FigureChanges] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Figures] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Dimension] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Grain] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Period] date NOT NULL,
        [Unit] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Key] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Target] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Standing] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Course] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Pack] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Ratings] bigint NOT NULL,
        [Acts] bigint NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Figures] PRIMARY KEY ([Region], [Dimension], [Grain], [Period], [Unit], [Key], [Target], [Level], [Standing], [Course], [Pack])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [FollowUpVisits] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OpenedAt] datetimeoffset NOT NULL,
        [OpenedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Cause] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Consequence] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DoneBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DoneAt] datetimeoffset NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_FollowUpVisits] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [FormDrafts] (
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SavedAt] datetimeoffset NOT NULL,
        [SavedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_FormDrafts] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [FormEvents] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Act] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NULL,
        [At] datetimeoffset NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_FormEvents] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [FormVersions] (
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [Hash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ImportedAt] datetimeoffset NOT NULL,
        [PublishedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_FormVersions] PRIMARY KEY ([Name], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [ImportRejects] (
        [ImportId] uniqueidentifier NOT NULL,
        [Line] int NOT NULL,
        [Code] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Message] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TextSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_ImportRejects] PRIMARY KEY ([ImportId], [Line])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Imports] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Format] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Encoding] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FileName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Size] bigint NOT NULL,
        [Sha256] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DryRun] bit NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StartedById] uniqueidentifier NOT NULL,
        [StartedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StartedByName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StartedAt] datetimeoffset NOT NULL,
        [EndedAt] datetimeoffset NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Total] int NOT NULL,
        [Done] int NOT NULL,
        [Accepted] int NOT NULL,
        [Known] int NOT NULL,
        [Rejected] int NOT NULL,
        [Cases] int NOT NULL,
        [Remark] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Imports] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [IndicatorFiles] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ImportedAt] datetimeoffset NOT NULL,
        [ImportedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_IndicatorFiles] PRIMARY KEY ([Code], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [IntakeKeys] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExternalId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Id] uniqueidentifier NOT NULL,
        [Answer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_IntakeKeys] PRIMARY KEY ([Region], [Channel], [ExternalId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [JointHandlings] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Units] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ConvenedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ConvenedAt] datetimeoffset NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Opinion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [SettledAt] datetimeoffset NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_JointHandlings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [KeptAnswers] (
        [Caller] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Route] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Key] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Change] int NOT NULL,
        [BodyHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Answer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AnsweredAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_KeptAnswers] PRIMARY KEY ([Caller], [Route], [Key], [Change])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [MaliciousRaters] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IdNumberHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [NameMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RatingId] uniqueidentifier NOT NULL,
        [Evidence] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [EnteredAt] datetimeoffset NOT NULL,
        [EnteredBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExpiresAt] datetimeoffset NULL,
        [RemovedAt] datetimeoffset NULL,
        [RemovedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RemovalReason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_MaliciousRaters] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [OrganisationEvents] (
        [Id] uniqueidentifier NOT NULL,
        [At] datetimeoffset NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Act] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Subject] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_OrganisationEvents] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [OutgoingMessages] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ServiceId] uniqueidentifier NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AddressSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [AddressMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DueAt] datetimeoffset NOT NULL,
        [QueuedAt] datetimeoffset NOT NULL,
        [SentAt] datetimeoffset NULL,
        CONSTRAINT [PK_OutgoingMessages] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [PackConfirmations] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Pointer] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ConfirmedAt] datetimeoffset NOT NULL,
        [ConfirmedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_PackConfirmations] PRIMARY KEY ([Code], [Version], [Pointer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [PackDrafts] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Clauses] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [SavedAt] datetimeoffset NOT NULL,
        [SavedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_PackDrafts] PRIMARY KEY ([Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [PackVersions] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Number] int NOT NULL,
        [Title] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [LegalStatus] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Own] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Clauses] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ContentHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PublishedAt] datetimeoffset NOT NULL,
        [PublishedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_PackVersions] PRIMARY KEY ([Code], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Permissions] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Role] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Act] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Permissions] PRIMARY KEY ([Region], [Role], [Act])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [PlaceJourneys] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ImportedAt] datetimeoffset NOT NULL,
        [ImportedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_PlaceJourneys] PRIMARY KEY ([Code], [Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Platforms] (
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Platforms] PRIMARY KEY ([Region], [Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [RatedMatters] (
        [RatingId] uniqueidentifier NOT NULL,
        [ServiceId] uniqueidentifier NOT NULL,
        [Visit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Replaced] bit NOT NULL,
        CONSTRAINT [PK_RatedMatters] PRIMARY KEY ([RatingId], [ServiceId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [RatingLinks] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ServiceId] uniqueidentifier NOT NULL,
        [Channel] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Visit] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [CreatedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CodeHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UsedAt] datetimeoffset NULL,
        [RatingId] uniqueidentifier NULL,
        CONSTRAINT [PK_RatingLinks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Ratings] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Channel] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExternalId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ServiceId] uniqueidentifier NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Target] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Scope] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reasons] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Public] bit NOT NULL,
        [Stage] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Visit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterKind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RaterNameSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterIdNumberSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterIdNumberHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterPhoneSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterPhoneHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterNameMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RaterPhoneMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Verified] bit NOT NULL,
        [RatedAt] datetimeoffset NOT NULL,
        [ReceivedAt] datetimeoffset NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PackVersion] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CountsAs] int NOT NULL,
        [SpreadTo] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [FollowsId] uniqueidentifier NULL,
        [Place] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [EntryForm] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [KeyedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CallNumberSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ScanId] uniqueidentifier NULL,
        [CaseNumber] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Course] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [AnsweredBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Ratings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Referrals] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RecipientSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TextSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ReferredBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ReferredAt] datetimeoffset NOT NULL,
        [ReceiptSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ReceiptAt] datetimeoffset NULL,
        CONSTRAINT [PK_Referrals] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Regions] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Regions] PRIMARY KEY ([Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [RoleGrants] (
        [UserId] uniqueidentifier NOT NULL,
        [Role] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_RoleGrants] PRIMARY KEY ([UserId], [Role], [UnitPath])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [SavedFilters] (
        [Id] uniqueidentifier NOT NULL,
        [Owner] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SharedUnder] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
        [View] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Class] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [DueGroup] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Words] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Sort] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [SavedAt] datetimeoffset NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_SavedFilters] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Services] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExternalId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SerialNo] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ItemCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ItemName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Mode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Place] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Window] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Platform] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Staff] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [StartedAt] datetimeoffset NOT NULL,
        [CompletedAt] datetimeoffset NULL,
        [Visits] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [BatchId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [ThemeId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [JointApproval] bit NOT NULL,
        [ApplicantKind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantNameSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantNameMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantIdNumberSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantIdNumberHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantPhoneSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantPhoneHash] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [ApplicantPhoneMasked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ReceivedAt] datetimeoffset NOT NULL,
        [RatedAt] datetimeoffset NULL,
        [ExpiresAt] datetimeoffset NULL,
        [ExpiryProvisional] bit NOT NULL,
        [ReminderDueAt] datetimeoffset NULL,
        [RemindedAt] datetimeoffset NULL,
        CONSTRAINT [PK_Services] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Settings] (
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Settings] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [SpotCheckItems] (
        [SpotCheckId] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Position] int NOT NULL,
        [Result] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [NoteSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CheckedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CheckedAt] datetimeoffset NULL,
        CONSTRAINT [PK_SpotCheckItems] PRIMARY KEY ([SpotCheckId], [CaseNumber])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [SpotChecks] (
        [Id] uniqueidentifier NOT NULL,
        [Region] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [Seed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Size] int NOT NULL,
        [Population] int NOT NULL,
        [DrawnBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DrawnAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_SpotChecks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [TaskDrafts] (
        [TaskId] uniqueidentifier NOT NULL,
        [Author] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Sealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SavedAt] datetimeoffset NOT NULL,
        [SavedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SharedAt] datetimeoffset NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_TaskDrafts] PRIMARY KEY ([TaskId], [Author])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Tasks] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityNodeId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [BookmarkId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Title] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Form] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FormVersion] int NOT NULL,
        [Template] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Role] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitPath] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Assignee] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [DelegatedBy] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [DueAt] datetimeoffset NULL,
        [LastDay] date NULL,
        [OverdueAt] datetimeoffset NULL,
        [CompletedAt] datetimeoffset NULL,
        [CompletedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ActedFor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Fields] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Tasks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Units] (
        [Code] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Region] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Parent] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Path] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Role] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstitutionType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ResponsibleSection] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ResponsiblePerson] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Units] PRIMARY KEY ([Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [UploadItems] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Round] uniqueidentifier NOT NULL,
        [Target] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [BookmarkId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Attempts] int NOT NULL,
        [QueuedAt] datetimeoffset NOT NULL,
        [NextAttemptAt] datetimeoffset NULL,
        [ReceiptId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ReceiptAt] datetimeoffset NULL,
        [Error] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_UploadItems] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Urgings] (
        [Id] uniqueidentifier NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TextSealed] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UrgedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UrgedAt] datetimeoffset NOT NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AnsweredBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [AnsweredAt] datetimeoffset NULL,
        [InstanceId] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Urgings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [UserClaims] (
        [Id] int NOT NULL IDENTITY,
        [UserId] uniqueidentifier NOT NULL,
        [ClaimType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ClaimValue] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_UserClaims] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [UserLogins] (
        [LoginProvider] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderKey] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderDisplayName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [UserId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_UserLogins] PRIMARY KEY ([LoginProvider], [ProviderKey])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Users] (
        [Id] uniqueidentifier NOT NULL,
        [DisplayName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UnitCode] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Demo] bit NOT NULL,
        [UserName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedUserName] nvarchar(450) COLLATE Latin1_General_100_BIN2 NULL,
        [Email] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedEmail] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [EmailConfirmed] bit NOT NULL,
        [PasswordHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [SecurityStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ConcurrencyStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneNumber] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneNumberConfirmed] bit NOT NULL,
        [TwoFactorEnabled] bit NOT NULL,
        [LockoutEnd] datetimeoffset NULL,
        [LockoutEnabled] bit NOT NULL,
        [AccessFailedCount] int NOT NULL,
        CONSTRAINT [PK_Users] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [UserTokens] (
        [UserId] uniqueidentifier NOT NULL,
        [LoginProvider] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_UserTokens] PRIMARY KEY ([UserId], [LoginProvider], [Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [Watches] (
        [UserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(450) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SinceAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_Watches] PRIMARY KEY ([UserName], [CaseNumber])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowBookmarks] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StreamId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityNodeId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Stimulus] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        CONSTRAINT [PK_WorkflowBookmarks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowCommands] (
        [Id] bigint NOT NULL IDENTITY,
        [StreamId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DueAt] datetimeoffset NOT NULL,
        [IsPlanned] bit NOT NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [FailedAt] datetimeoffset NULL,
        [Error] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_WorkflowCommands] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowDefinitionEvents] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [VersionId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [Act] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] datetimeoffset NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_WorkflowDefinitionEvents] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowDefinitionVersions] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IsLatest] bit NOT NULL,
        [IsPublished] bit NOT NULL,
        [PublishedAt] datetimeoffset NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [CreatedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_WorkflowDefinitionVersions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowIncidents] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [StreamId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ActivityNodeId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ActivityType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Message] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CommandId] bigint NULL,
        [At] datetimeoffset NOT NULL,
        [Resolution] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [ResolvedAt] datetimeoffset NULL,
        [ResolvedBy] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ResolvedReason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_WorkflowIncidents] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowInstances] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StreamId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionVersionId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [ParentInstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [CorrelationId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Status] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SubStatus] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IncidentCount] int NOT NULL,
        [BurstCount] int NOT NULL,
        [JournalExpiresAt] datetimeoffset NULL,
        [CreatedAt] datetimeoffset NOT NULL,
        [UpdatedAt] datetimeoffset NOT NULL,
        [FinishedAt] datetimeoffset NULL,
        CONSTRAINT [PK_WorkflowInstances] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowJournal] (
        [InstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Sequence] int NOT NULL,
        [At] datetimeoffset NOT NULL,
        [Cause] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Actor] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Steps] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_WorkflowJournal] PRIMARY KEY ([InstanceId], [Sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowStreams] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_WorkflowStreams] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [WorkflowTriggers] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionVersionId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityId] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [EventName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_WorkflowTriggers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE TABLE [AlterationJobs] (
        [PlanId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Message] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CompletedAt] datetimeoffset NULL,
        CONSTRAINT [PK_AlterationJobs] PRIMARY KEY ([PlanId], [InstanceId]),
        CONSTRAINT [FK_AlterationJobs_AlterationPlans_PlanId] FOREIGN KEY ([PlanId]) REFERENCES [AlterationPlans] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Absences_Substitute_UntilOn] ON [Absences] ([Substitute], [UntilOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Absences_UserName_UntilOn] ON [Absences] ([UserName], [UntilOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_AccessLog_RefusedAt] ON [AccessLog] ([RefusedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_AccessLog_Subject] ON [AccessLog] ([Subject]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_AccountabilityItems_CaseNumber] ON [AccountabilityItems] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_AccountabilityItems_UnitPath_Status] ON [AccountabilityItems] ([UnitPath], [Status]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_ApiKeys_Hash] ON [ApiKeys] ([Hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Appeals_CaseNumber] ON [Appeals] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Appeals_InstanceId] ON [Appeals] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Attachments_CaseNumber] ON [Attachments] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Cases_InstanceId] ON [Cases] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Cases_RatingId] ON [Cases] ([RatingId]) WHERE [RatingId] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_Region_Status_OpenedAt] ON [Cases] ([Region], [Status], [OpenedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_UnitPath_Status_DueAt] ON [Cases] ([UnitPath], [Status], [DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Comments_CaseNumber] ON [Comments] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_CommonIssueCases_CaseNumber] ON [CommonIssueCases] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_CommonIssues_UnitPath_Status] ON [CommonIssues] ([UnitPath], [Status]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Complaints_CaseNumber] ON [Complaints] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Complaints_UnitPath_ReceivedAt] ON [Complaints] ([UnitPath], [ReceivedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Deadlines_CaseNumber] ON [Deadlines] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Extensions_CaseNumber] ON [Extensions] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Extensions_InstanceId] ON [Extensions] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_FigureChanges_Region_Day] ON [FigureChanges] ([Region], [Day]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_FollowUpVisits_CaseNumber] ON [FollowUpVisits] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_FollowUpVisits_InstanceId] ON [FollowUpVisits] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_FormEvents_Name_At] ON [FormEvents] ([Name], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_FormVersions_Name_Hash] ON [FormVersions] ([Name], [Hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Imports_StartedAt] ON [Imports] ([StartedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Imports_Status] ON [Imports] ([Status]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_JointHandlings_CaseNumber] ON [JointHandlings] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_JointHandlings_InstanceId] ON [JointHandlings] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_KeptAnswers_AnsweredAt] ON [KeptAnswers] ([AnsweredAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_MaliciousRaters_CaseNumber] ON [MaliciousRaters] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_MaliciousRaters_Region_IdNumberHash] ON [MaliciousRaters] ([Region], [IdNumberHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_MaliciousRaters_Region_PhoneHash] ON [MaliciousRaters] ([Region], [PhoneHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_OrganisationEvents_At] ON [OrganisationEvents] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_OrganisationEvents_Subject] ON [OrganisationEvents] ([Subject]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_OutgoingMessages_CaseNumber] ON [OutgoingMessages] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_OutgoingMessages_ServiceId] ON [OutgoingMessages] ([ServiceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_OutgoingMessages_Status_QueuedAt] ON [OutgoingMessages] ([Status], [QueuedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_PackVersions_Code_Number] ON [PackVersions] ([Code], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_RatedMatters_ServiceId] ON [RatedMatters] ([ServiceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_RatingLinks_CodeHash] ON [RatingLinks] ([CodeHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_RatingLinks_ServiceId_Channel_Visit] ON [RatingLinks] ([ServiceId], [Channel], [Visit]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Ratings_FollowsId] ON [Ratings] ([FollowsId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Ratings_RaterIdNumberHash] ON [Ratings] ([RaterIdNumberHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Ratings_RaterPhoneHash] ON [Ratings] ([RaterPhoneHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Ratings_Region_ReceivedAt] ON [Ratings] ([Region], [ReceivedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Ratings_ServiceId] ON [Ratings] ([ServiceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Referrals_CaseNumber] ON [Referrals] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_SavedFilters_Owner_Name] ON [SavedFilters] ([Owner], [Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_SavedFilters_SharedUnder] ON [SavedFilters] ([SharedUnder]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_ApplicantIdNumberHash] ON [Services] ([ApplicantIdNumberHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_ApplicantPhoneHash] ON [Services] ([ApplicantPhoneHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_ExpiresAt] ON [Services] ([ExpiresAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_Region_BatchId] ON [Services] ([Region], [BatchId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_Region_ThemeId] ON [Services] ([Region], [ThemeId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Services_ReminderDueAt] ON [Services] ([ReminderDueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_SpotCheckItems_CaseNumber] ON [SpotCheckItems] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_SpotChecks_UnitPath_DrawnAt] ON [SpotChecks] ([UnitPath], [DrawnAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_CaseNumber] ON [Tasks] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_DelegatedBy] ON [Tasks] ([DelegatedBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_Status_Assignee_DueAt] ON [Tasks] ([Status], [Assignee], [DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_Status_CreatedAt_CaseNumber_Id] ON [Tasks] ([Status], [CreatedAt], [CaseNumber], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_Status_DueAt_CreatedAt_CaseNumber_Id] ON [Tasks] ([Status], [DueAt], [CreatedAt], [CaseNumber], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_Status_UnitPath_DueAt] ON [Tasks] ([Status], [UnitPath], [DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Units_Path] ON [Units] ([Path]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Units_Region_Role] ON [Units] ([Region], [Role]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_UploadItems_CaseNumber] ON [UploadItems] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_UploadItems_Status_NextAttemptAt] ON [UploadItems] ([Status], [NextAttemptAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Urgings_CaseNumber] ON [Urgings] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Urgings_InstanceId] ON [Urgings] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Users_NormalizedUserName] ON [Users] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Users_UnitCode] ON [Users] ([UnitCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_Watches_CaseNumber] ON [Watches] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowBookmarks_InstanceId] ON [WorkflowBookmarks] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_WorkflowBookmarks_Stimulus_StreamId] ON [WorkflowBookmarks] ([Stimulus], [StreamId]) WHERE "Stimulus" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_WorkflowCommands_InstanceId] ON [WorkflowCommands] ([InstanceId]) WHERE "FailedAt" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_WorkflowCommands_IsPlanned_DueAt_Id] ON [WorkflowCommands] ([IsPlanned], [DueAt], [Id]) WHERE "FailedAt" IS NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowCommands_StreamId_DueAt_Id] ON [WorkflowCommands] ([StreamId], [DueAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowDefinitionEvents_DefinitionId_At] ON [WorkflowDefinitionEvents] ([DefinitionId], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_WorkflowDefinitionVersions_DefinitionId_Version] ON [WorkflowDefinitionVersions] ([DefinitionId], [Version]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowIncidents_CommandId] ON [WorkflowIncidents] ([CommandId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowIncidents_InstanceId] ON [WorkflowIncidents] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowIncidents_ResolvedAt_At] ON [WorkflowIncidents] ([ResolvedAt], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowInstances_DefinitionVersionId] ON [WorkflowInstances] ([DefinitionVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_WorkflowInstances_JournalExpiresAt] ON [WorkflowInstances] ([JournalExpiresAt]) WHERE "JournalExpiresAt" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_WorkflowInstances_ParentInstanceId] ON [WorkflowInstances] ([ParentInstanceId]) WHERE "ParentInstanceId" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowInstances_StreamId] ON [WorkflowInstances] ([StreamId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowTriggers_DefinitionId] ON [WorkflowTriggers] ([DefinitionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkflowTriggers_EventName] ON [WorkflowTriggers] ([EventName]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024706_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122024706_Initial', N'10.0.14');
END;

COMMIT;
GO

