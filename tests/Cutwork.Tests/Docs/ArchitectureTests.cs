using System.Text.RegularExpressions;

namespace Cutwork.Tests.Docs;

/// <summary>The arrows of docs/design.md: which folder of the core may name which other's types.</summary>
public partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Geometry"] = [],
        ["Memory"] = ["Geometry"],
        ["Randomness"] = ["Geometry"],
        ["Plans"] = ["Geometry", "Randomness"],
        ["Policies"] = ["Geometry", "Randomness", "Plans"],
        ["Kernels"] = ["Geometry", "Randomness"], // of Randomness, Philox alone, for noise: held by the second test
        ["Pixels"] = ["Geometry", "Plans", "Kernels"],
        ["Engine"] = ["Geometry", "Plans", "Kernels", "Pixels"],
        ["Apply"] = ["Geometry", "Plans", "Pixels", "Engine"],
    };

    /// <summary>Members that carry the name of a type elsewhere: a pixel domain "Unit", an origin's "Policy", to "Lay" a cover.</summary>
    private static readonly string[] Namesakes =
    [
        "Palette.cs: Unit",
        "PixelDomain.cs: Unit",
        "Origin.cs: Policy",
        "PlanDocument.cs: Policy",
        "Cover.cs: Lay",
    ];

    public static TheoryData<string> Folders => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_names_only_what_its_arrows_reach(string folder)
    {
        Dictionary<string, string> home = Types();
        string[] allowed = [folder, .. Arrows[folder]];
        var crossings = new List<string>();
        foreach (string file in Files(folder))
        foreach (Match word in Identifier().Matches(Code(file)))
            if (
                home.TryGetValue(word.Value, out string? owner)
                && !allowed.Contains(owner)
                && !Namesakes.Contains($"{Path.GetFileName(file)}: {word.Value}")
            )
                crossings.Add($"{Path.GetFileName(file)} names {word.Value} of {owner}");

        Assert.Empty(crossings.Distinct());
    }

    [Fact]
    public void Kernels_and_appliers_draw_no_random_numbers_but_noise()
    {
        string[] randomness = [.. Types().Where(entry => entry.Value == "Randomness").Select(entry => entry.Key)];
        string[] named =
        [
            .. Files("Kernels")
                .Concat(Files("Apply"))
                .Concat(Files("Engine"))
                .Concat(Files("Pixels"))
                .SelectMany(file =>
                    Identifier().Matches(Code(file)).Select(word => (File: Path.GetFileName(file), Word: word.Value))
                )
                .Where(use => randomness.Contains(use.Word))
                .Select(use => $"{use.File}: {use.Word}")
                .Distinct(),
        ];

        Assert.Equal(["NoiseReference.cs: Philox", "PhiloxKeys.cs: Philox"], named.Order());
    }

    [Fact]
    public void Every_folder_of_the_core_has_its_arrows_and_no_forbidden_name()
    {
        string core = Path.Combine(Repository.Root, "src", "Cutwork");
        string[] folders =
        [
            .. Directory
                .GetDirectories(core)
                .Select(path => Path.GetFileName(path))
                .Where(name => name is not ("bin" or "obj")),
        ];

        Assert.Equal(Arrows.Keys.Order(), folders.Order());
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories),
            file => ForbiddenName().IsMatch(Path.GetFileNameWithoutExtension(file))
        );
    }

    [Fact]
    public void The_core_references_nothing()
    {
        string project = Repository.Read("src", "Cutwork", "Cutwork.csproj");

        Assert.DoesNotContain("PackageReference", project);
        Assert.DoesNotContain("ProjectReference", project);
        Assert.All(
            typeof(Plan).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name)
        );
    }

    [Fact]
    public void Imaging_sees_the_core_alone()
    {
        string project = Repository.Read("src", "Cutwork.Imaging", "Cutwork.Imaging.csproj");

        Assert.Equal(
            ["../Cutwork/Cutwork.csproj"],
            Reference().Matches(project).Select(match => match.Groups[1].Value)
        );
    }

    [Fact]
    public void Loading_sees_imaging_alone()
    {
        string project = Repository.Read("src", "Cutwork.Loading", "Cutwork.Loading.csproj");

        Assert.DoesNotContain("PackageReference", project);
        Assert.Equal(
            ["../Cutwork.Imaging/Cutwork.Imaging.csproj"],
            Reference().Matches(project).Select(match => match.Groups[1].Value)
        );
    }

    [Fact]
    public void TorchSharp_s_package_sees_the_core_and_TorchSharp_alone()
    {
        string project = Repository.Read("src", "Cutwork.TorchSharp", "Cutwork.TorchSharp.csproj");

        Assert.Equal(["TorchSharp"], Package().Matches(project).Select(match => match.Groups[1].Value));
        Assert.Equal(
            ["../Cutwork/Cutwork.csproj"],
            Reference().Matches(project).Select(match => match.Groups[1].Value)
        );
    }

    [Fact]
    public void The_tool_sees_studies_and_brings_no_libtorch()
    {
        string project = Repository.Read("src", "Cutwork.Cli", "Cutwork.Cli.csproj");

        Assert.DoesNotContain(
            Package().Matches(project).Select(match => match.Groups[1].Value),
            name => name.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase)
        );
        Assert.Equal(
            ["../Cutwork.Studies/Cutwork.Studies.csproj"],
            Reference().Matches(project).Select(match => match.Groups[1].Value)
        );
    }

    [Fact]
    public void Studies_see_loading_and_TorchSharp_s_package()
    {
        string project = Repository.Read("src", "Cutwork.Studies", "Cutwork.Studies.csproj");

        Assert.DoesNotContain("PackageReference", project);
        Assert.Equal(
            ["../Cutwork.Loading/Cutwork.Loading.csproj", "../Cutwork.TorchSharp/Cutwork.TorchSharp.csproj"],
            Reference().Matches(project).Select(match => match.Groups[1].Value)
        );
    }

    [Fact]
    public void The_core_has_no_clock_and_no_hidden_randomness()
    {
        string[] files = Directory.GetFiles(
            Path.Combine(Repository.Root, "src", "Cutwork"),
            "*.cs",
            SearchOption.AllDirectories
        );

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Hidden().IsMatch(Code(file)));
    }

    private static Dictionary<string, string> Types()
    {
        var home = new Dictionary<string, string>();
        foreach (string folder in Arrows.Keys)
        foreach (string file in Files(folder))
        foreach (Match declared in Declaration().Matches(Code(file)))
            home[declared.Groups[1].Value] = folder;
        return home;
    }

    private static string[] Files(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src", "Cutwork", folder), "*.cs");

    /// <summary>The text without comments and string literals.</summary>
    private static string Code(string file) =>
        Strings().Replace(Comments().Replace(File.ReadAllText(file), ""), "\"\"");

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
    private static partial Regex Identifier();

    [GeneratedRegex(
        @"^(?:public|internal) (?:\w+ )*(?:class|struct|enum|record|interface) (?:struct |class )?(\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    [GeneratedRegex("Util|Helper|Common|Manager")]
    private static partial Regex ForbiddenName();

    [GeneratedRegex("PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex("ProjectReference Include=\"([^\"]*)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bnew Random\b|Random\.Shared|DateTime|Stopwatch|Environment\.Tick|Guid\.NewGuid")]
    private static partial Regex Hidden();
}
