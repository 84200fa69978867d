@echo off
rem Called by bench.cmd and test.cmd with ROOT set: the twin of pages.sh, which explains.
if not defined BENCH_WWWROOT set "BENCH_WWWROOT=%ROOT%Bench\Web\Client\dist"
where npm >nul 2>nul || (echo The pages are left out: building them needs Node.js 20.19 or newer ^(with npm^). Everything else works. 1>&2 & exit /b 0)
powershell -NoProfile -Command "$p = '%ROOT%Bench\Web\Client'; $d = Get-Item (Join-Path $p 'dist\index.html') -ErrorAction SilentlyContinue; if (-not $d) { exit 1 }; $n = Get-ChildItem $p -Recurse -File | Where-Object { $_.FullName -notmatch '\\(node_modules|dist)\\' -and $_.LastWriteTimeUtc -gt $d.LastWriteTimeUtc }; if ($n) { exit 1 }" && exit /b 0
echo Building the pages ... 1>&2
pushd "%ROOT%Bench\Web\Client"
if not exist node_modules call npm ci --no-audit --no-fund >nul 2>nul
call npm run build >nul 2>nul || echo The pages could not be built; everything else works. 1>&2
popd
exit /b 0
