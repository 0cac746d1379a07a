using System.Globalization;
using CsCheck;

namespace Cutwork.Imaging.Tests;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("plain name.jpg", "plain name.jpg")]
    [InlineData("日本 é 😀.png", "日本 é 😀.png")]
    [InlineData("a\u001b[31mred\n", "a\\u001B[31mred\\u000A")]
    [InlineData("gpj.\u202Eexe", "gpj.\\u202Eexe")]
    [InlineData("a\u200Db\u2028", "a\\u200Db\\u2028")]
    public void What_a_terminal_would_obey_is_written_out(string name, string shown) =>
        Assert.Equal(shown, SafeName.Show(name));

    [Fact]
    public void An_unpaired_surrogate_is_written_out() => Assert.Equal("a\\uD83D", SafeName.Show("a" + (char)0xD83D));

    [Fact]
    public void Bytes_that_are_not_utf8_are_written_out() =>
        Assert.Equal("café-\\xE9\\xFF", SafeName.FromBytes([.. "café-"u8, 0xE9, 0xFF]));

    [Fact]
    public void Every_name_is_short_and_holds_nothing_to_obey() =>
        Gen
            .Char.Array[0, 400]
            .Sample(chars =>
            {
                string shown = SafeName.Show(new string(chars));
                return shown.Length <= 240
                    && shown.All(c =>
                        CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)
                    );
            });
}
