namespace Cutwork.Cli.Tests.Architecture;

/// <summary>The sentences of docs/design.md on packages and folders, held by what the compiler knows.</summary>
public class ArchitectureTests
{
    private static readonly string[] ForbiddenWords = ["Util", "Helper", "Common", "Manager"];

    private static readonly string[] ClocksAndChance =
    [
        "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.DateTime",
        "System.DateTimeOffset",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
    ];

    public static TheoryData<string> Packages => [.. House.Names];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_s_names_are_known_with_what_it_says_that_it_references(string name)
    {
        Assert.Empty(House.Of(name).Unknown);
        Assert.NotEmpty(House.Of(name).Uses);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_what_its_arrows_say(string name)
    {
        SourceProject project = House.Of(name).Project;

        Assert.Equal(Arrows.OfPackages[name].Packages, project.Projects);
        Assert.Equal(Arrows.OfPackages[name].Libraries, project.Packages);
    }

    /// <summary>A package uses what another one shows to everybody, so that anybody could have written it.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_shows_no_internals_to_another(string name) =>
        Assert.Empty(House.Of(name).Project.Friends.Intersect(House.Names));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_folder_names_only_what_its_arrows_reach(string name)
    {
        Dictionary<string, string[]> reaches = Arrows.Of[name].ToDictionary(row => row.Folder, row => row.Reaches);

        Assert.Empty(
            House
                .Of(name)
                .Uses.Where(use => use.To is { } to && to != use.From && !reaches[use.From].Contains(to))
                .Select(use => use.ToString())
                .Distinct()
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_folder_has_its_arrows_and_they_close_no_cycle(string name)
    {
        string[] rows = [.. Arrows.Of[name].Select(row => row.Folder)];

        Assert.Empty(House.Of(name).Folders.Except(rows));
        Assert.Equal(rows.Distinct(), rows);
        foreach ((string folder, string[] reaches) in Arrows.Of[name])
            Assert.Empty(reaches.Except(rows.TakeWhile(row => row != folder)));
    }

    [Fact]
    public void Kernels_and_appliers_draw_no_random_numbers_but_noise()
    {
        string[] painting = ["Kernels", "Pixels", "Engine", "Apply"];

        Assert.Equal(
            ["NoiseReference.cs: Cutwork.Philox", "PhiloxKeys.cs: Cutwork.Philox"],
            House
                .Of("Cutwork")
                .Uses.Where(use => use.To == "Randomness" && painting.Contains(use.From))
                .Select(use => $"{Path.GetFileName(use.File)}: {use.Type}")
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_core_has_no_clock_and_no_hidden_randomness() =>
        Assert.DoesNotContain(
            House.Of("Cutwork").Uses,
            use =>
                ClocksAndChance.Contains(use.Type)
                || use is { Type: "System.Guid", Member: "NewGuid" or "CreateVersion7" }
                || use is { Type: "System.Environment", Member: "TickCount" or "TickCount64" }
        );

    /// <summary>Enums may stand beside the type that they are for.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_has_one_public_type_and_its_name(string name)
    {
        (string Name, string[] Files)[] types = [.. House.Of(name).PublicTypes];

        Assert.Empty(types.Where(type => !type.Files.Contains($"{type.Name}.cs")).Select(type => type.Name));
        Assert.Empty(
            types
                .SelectMany(type => type.Files.Distinct())
                .CountBy(file => file)
                .Where(file => file.Value > 1)
                .Select(file => file.Key)
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_type_is_named_for_what_it_is(string name) =>
        Assert.DoesNotContain(
            House.Of(name).TypeNames,
            type => Array.Exists(ForbiddenWords, word => type.Contains(word, StringComparison.Ordinal))
        );
}
